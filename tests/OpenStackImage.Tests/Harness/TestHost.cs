using System.Globalization;
using System.Management.Automation.Host;

namespace OpenStackImage.Tests.Harness;

/// <summary>The host of the engine.</summary>
internal sealed class TestHost(PSHostUserInterface ui) : PSHost
{
    private readonly Guid _instanceId = Guid.NewGuid();

    /// <summary>The exit code of <c>exit</c>; null if it was not called.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override Guid InstanceId => _instanceId;

    /// <inheritdoc/>
    public override string Name => "OpenStackImage.Tests";

    /// <inheritdoc/>
    public override PSHostUserInterface UI => ui;

    /// <inheritdoc/>
    public override Version Version => typeof(TestHost).Assembly.GetName().Version!;

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new NotSupportedException("The test host has no nested prompt.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new NotSupportedException("The test host has no nested prompt.");

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
