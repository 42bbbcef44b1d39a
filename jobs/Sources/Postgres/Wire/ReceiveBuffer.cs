namespace Platform.Sources.Postgres.Wire;

/// <summary>
/// The bytes received and not yet consumed: [Start..End) of one array that is filled as far as the stream gives and consumed in place.
/// It grows only on request, for a single message larger than itself, and is the one large allocation of a stream.
/// </summary>
internal sealed class ReceiveBuffer(Stream stream, int capacity)
{
    /// <summary>Bytes that may be read past <see cref="End"/>: decoders load and copy whole vectors and discard the excess.</summary>
    public const int Slack = 64;

    /// <summary>Less room than this at the end moves what is left to the front before receiving: a full socket read is worth more than a small move.</summary>
    private readonly int _worthReceiving = Math.Max(1, capacity / 2);

    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(capacity + Slack);

    /// <summary>The whole array; positions are indexes into it.</summary>
    public byte[] Bytes => _bytes;

    public int Start { get; set; }

    public int End { get; set; }

    public int Available => End - Start;

    public int Capacity => _bytes.Length - Slack;

    /// <summary>Receives at least one more byte. Positions change: whatever is still wanted must lie in [Start..End).</summary>
    /// <returns>False at the end of the stream.</returns>
    public bool Fill()
    {
        if (Start == End)
        {
            Start = End = 0;
        }
        else if (Start > 0 && Capacity - End < _worthReceiving)
        {
            Buffer.BlockCopy(_bytes, Start, _bytes, 0, End - Start);
            End -= Start;
            Start = 0;
        }

        if (End == Capacity) throw new InvalidOperationException("The receive buffer is full: grow it before filling it.");
        var received = stream.Read(_bytes, End, Capacity - End);
        End += received;
        return received > 0;
    }

    /// <summary>
    /// Makes room for <paramref name="size"/> bytes from <see cref="Start"/> on. Up to 16 MiB it at least doubles, so that rows of growing size do
    /// not each cost an allocation; above that it takes little more than is asked for, for the sake of peak memory.
    /// </summary>
    public void Grow(int size)
    {
        if (size <= Capacity) return;
        var target = size < 16 << 20 ? Math.Max(size, Capacity * 2) : (int)Math.Min(Array.MaxLength - Slack, size + (long)(size / 8));
        var larger = GC.AllocateUninitializedArray<byte>(target + Slack);
        Buffer.BlockCopy(_bytes, Start, larger, 0, End - Start);
        End -= Start;
        Start = 0;
        _bytes = larger;
    }
}
