namespace OpenStackImage.Tests.Cmdlets;

/// <summary>A parameter in a parameter set of a cmdlet.</summary>
internal sealed record CmdletParameter(string Name, bool IsMandatory, bool IsSwitch);
