using System.Collections.Concurrent;

namespace Platform.Lake.Objects.S3;

/// <summary>
/// Buffers of parts, reused by all uploads of a store, and the places of those on their way. Memory is bounded by places plus open uploads, whatever
/// is written; a page of a buffer is not used before something is written to it.
/// </summary>
internal sealed class PartBuffers(S3Settings settings) : IDisposable
{
    /// <summary>By capacity: the uploads of one table have one size, or two.</summary>
    private readonly ConcurrentDictionary<int, ConcurrentBag<PartBuffer>> _free = new();
    private int _made;

    /// <summary>Buffers that exist.</summary>
    public int Made => _made;

    /// <summary>A part takes a place before it is sent and gives it back afterwards.</summary>
    public SemaphoreSlim Places { get; } = new(settings.PartsInFlight);

    public PartBuffer Rent(int capacity)
    {
        if (_free.TryGetValue(capacity, out var free) && free.TryTake(out var buffer)) return buffer;
        Interlocked.Increment(ref _made);
        return new PartBuffer(capacity);
    }

    public void Return(PartBuffer buffer)
    {
        buffer.Clear();
        _free.GetOrAdd(buffer.Capacity, static _ => []).Add(buffer);
    }

    public void Dispose() => Places.Dispose();
}
