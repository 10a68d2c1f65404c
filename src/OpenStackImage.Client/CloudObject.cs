namespace OpenStackImage;

/// <summary>An object of a cloud, with the session that returned it. The session is not serialized.</summary>
public abstract class CloudObject : DisplayObject
{
    private protected CloudObject()
    {
    }

    /// <summary>
    /// The cloud that returned the object: the name of the session, otherwise the name of the cloud in clouds.yaml, otherwise the host of
    /// the endpoint.
    /// </summary>
    public string? Cloud => Session?.Cloud;

    /// <summary>The session that returned the object; null for an object that was created without a session.</summary>
    internal OpenStackSession? Session { get; set; }
}
