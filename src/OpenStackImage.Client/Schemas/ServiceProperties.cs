namespace OpenStackImage.Schemas;

/// <summary>
/// The image properties that other OpenStack services read, mainly Compute. Glance's image schema does not contain them; its metadata
/// definitions do, but require a request per namespace (glance/etc/metadefs with the resource type OS::Glance::Image, without those of
/// installed software).
/// </summary>
internal static class ServiceProperties
{
    /// <summary>
    /// The properties in alphabetical order, with the values of their definitions. Without values if there are too many, or the list is
    /// known to be incomplete.
    /// </summary>
    public static readonly IReadOnlyList<ImageSchemaProperty> All =
    [
        Of("auto_disk_config", "Automatic resizing of the root partition", "true false"),
        Of("cinder_img_volume_type", "Image Volume Type"),
        Of("hw_boot_menu", "Boot Menu", "true false"),
        Of("hw_cdrom_bus", "CD-ROM Bus", "scsi virtio uml xen ide usb fdc sata lxc"),
        Of("hw_cpu_cores", "vCPU Cores"),
        Of("hw_cpu_max_cores", "Max vCPU Cores"),
        Of("hw_cpu_max_sockets", "Max vCPU Sockets"),
        Of("hw_cpu_max_threads", "Max vCPU Threads"),
        Of("hw_cpu_mode", "CPU Mode", "none host-model host-passthrough custom"),
        Of("hw_cpu_policy", "CPU Pinning policy", "shared dedicated"),
        Of("hw_cpu_sockets", "vCPU Sockets"),
        Of("hw_cpu_thread_policy", "CPU Thread Pinning Policy", "isolate prefer require"),
        Of("hw_cpu_threads", "vCPU Threads"),
        Of("hw_disk_bus", "Disk Bus", "scsi virtio uml xen ide usb fdc sata lxc"),
        Of("hw_firmware_type", "Firmware Type", "bios uefi"),
        Of("hw_machine_type", "Machine Type"),
        Of("hw_mem_encryption", "Hardware Memory Encryption", "true false"),
        Of("hw_mem_page_size", "Size of memory page"),
        Of("hw_pmu", "Virtual Performance Monitoring Unit", "true false"),
        Of("hw_pointer_model", "Pointer Model", "usbtablet"),
        Of("hw_qemu_guest_agent", "QEMU Guest Agent", "yes no"),
        Of("hw_rng_model", "Random Number Generator Device"),
        Of("hw_scsi_model", "SCSI Model"),
        Of("hw_serial_port_count", "Serial Port Count"),
        Of("hw_tpm_model", "TPM model", "TIS CRB"),
        Of("hw_video_model", "Video Model"),
        Of("hw_video_ram", "Max Video Ram"),
        Of("hw_vif_model", "Virtual Network Interface"),
        Of("hw_vif_multiqueue_enabled", "Multiqueue Enabled", "true false"),
        Of("hw_watchdog_action", "Watchdog Action", "disabled reset poweroff pause none"),
        Of("hypervisor_type", "Hypervisor Type", "baremetal hyperv kvm lxc powervm qemu uml vmware vz xen"),
        Of("img_config_drive", "Config Drive", "optional mandatory"),
        Of("img_hide_hypervisor_id", "Hide hypervisor id", "yes no"),
        Of("img_linked_clone", "Linked Clone", "true false"),
        Of("img_signature", "Image Signature"),
        Of("img_signature_certificate_uuid", "Image Signature Certificate UUID"),
        Of("img_signature_hash_method", "Image Signature Hash Method", "SHA-224 SHA-256 SHA-384 SHA-512"),
        Of("img_signature_key_type", "Image Signature Key Type"),
        Of("os_admin_user", "OS Admin User"),
        Of("os_command_line", "Kernel Command Line"),
        Of("os_require_quiesce", "Require Quiescent File system", "yes no"),
        Of("os_shutdown_timeout", "Shutdown timeout"),
        Of("os_type", "OS Type", "linux windows"),
        Of("vm_mode", "VM Mode", "hvm xen uml exe"),
        Of("vmware_adaptertype", "Disk Adapter Type", "lsiLogic lsiLogicsas paraVirtual busLogic ide"),
        Of("vmware_disktype", "Disk Provisioning Type", "streamOptimized sparse preallocated"),
        Of("vmware_ostype", "OS Type"),
    ];

    private static ImageSchemaProperty Of(string name, string description, string values = "")
        => new()
        {
            Schema = "image",
            Name = name,
            Description = description,
            AllowedValues = values.Split([' '], StringSplitOptions.RemoveEmptyEntries),
        };
}
