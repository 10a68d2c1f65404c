namespace OpenStackImage.Http;

/// <summary>
/// The items of one list that cannot be used. Each is one failure and does not affect the others; a list of which no item can be used is
/// not the one that was requested.
/// </summary>
/// <param name="observer">Is notified of the items; null if none is notified.</param>
/// <param name="requiresAll">True if the first of them ends the list: one that may be the only or the second of its name.</param>
internal sealed class UnusableItems(IRequestObserver? observer, bool requiresAll = false)
{
    private readonly List<UnexpectedResponseException> _held = [];
    private bool _hasUsable;

    /// <summary>Records an item that cannot be used.</summary>
    /// <exception cref="UnexpectedResponseException">All items are required.</exception>
    public void Add(UnexpectedResponseException failure)
    {
        if (requiresAll)
        {
            throw failure;
        }

        if (_hasUsable)
        {
            observer?.Omitted(failure);
        }
        else
        {
            _held.Add(failure);
        }
    }

    /// <summary>Records that the list has an item that can be used.</summary>
    public void FoundOther()
    {
        if (_hasUsable)
        {
            return;
        }

        _hasUsable = true;
        foreach (var failure in _held)
        {
            observer?.Omitted(failure);
        }

        _held.Clear();
    }

    /// <exception cref="UnexpectedResponseException">No item can be used.</exception>
    public void ThrowIfNoneIsUsable()
    {
        if (_held.Count > 0)
        {
            throw _held[0];
        }
    }
}
