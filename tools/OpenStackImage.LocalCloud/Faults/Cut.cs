namespace OpenStackImage.LocalCloud;

/// <summary>The point at which a fault closes the connection.</summary>
public enum Cut
{
    /// <summary>The connection is not closed: the response is sent completely.</summary>
    None,

    /// <summary>Before the status line.</summary>
    BeforeResponse,

    /// <summary>After the headers, which announce a body.</summary>
    AfterHeaders,

    /// <summary>After the first <see cref="Fault.CutAfterBytes"/> bytes of the body.</summary>
    MidBody,
}
