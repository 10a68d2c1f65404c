namespace OpenStackImage.Images;

/// <summary>
/// Serializes the changes to one image, including those of several sessions. In a real Glance, equal concurrent additions have created
/// duplicate members, which prevent the deletion of the image. Writes to different images do not wait for each other.
/// </summary>
internal static class ImageWriteLock
{
    private static readonly Dictionary<string, Turn> Turns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for the image's turn; disposing the result ends it.</summary>
    public static async Task<IDisposable> EnterAsync(OpenStackSession session, string imageId, CancellationToken cancellationToken)
    {
        var key = $"{session.Image.Endpoint.Authority} {imageId}";
        Turn turn;
        lock (Turns)
        {
            if (!Turns.TryGetValue(key, out turn!))
            {
                Turns[key] = turn = new Turn(key);
            }

            turn.Waiting++;
        }

        try
        {
            await turn.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            return turn;
        }
        catch
        {
            Leave(turn);
            throw;
        }
    }

    private static void Leave(Turn turn)
    {
        lock (Turns)
        {
            if (--turn.Waiting == 0)
            {
                Turns.Remove(turn.Key);
            }
        }
    }

    private sealed class Turn(string key) : IDisposable
    {
        public string Key { get; } = key;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Waiting { get; set; }

        public void Dispose()
        {
            Gate.Release();
            Leave(this);
        }
    }
}
