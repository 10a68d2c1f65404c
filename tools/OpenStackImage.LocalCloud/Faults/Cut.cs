namespace OpenStackImage.LocalCloud;

/// <summary>Where a fault cuts the connection.</summary>
public enum Cut
{
    /// <summary>Nowhere: the response is sent completely.</summary>
    None,

    /// <summary>Before the status line.</summary>
    BeforeResponse,

    /// <summary>After the headers, which promise a body.</summary>
    AfterHeaders,

    /// <summary>After the first <see cref="Fault.CutAfterBytes"/> bytes of the body.</summary>
    MidBody,
}
