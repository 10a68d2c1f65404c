namespace OpenStackImage;

/// <summary>An object of a cloud, with the session that returned it. The session is not serialized.</summary>
public abstract class CloudObject : DisplayObject
{
    private protected CloudObject()
    {
    }

    /// <summary>
    /// The cloud the object came from: the name of the session, else the name of the cloud in clouds.yaml, else the host of the endpoint.
    /// </summary>
    public string? Cloud => Session?.Cloud;

    /// <summary>The session it came from; null for an object that was made without one.</summary>
    internal OpenStackSession? Session { get; set; }
}
