namespace Platform.Lake.Objects.S3;

/// <summary>
/// Counts how often the call in progress was really sent. A condition that fails at the second sending may have been met by the first, whose
/// answer was lost; only who knows the count can tell that from a key that was taken before.
/// </summary>
internal sealed class SendCounter : DelegatingHandler
{
    private static readonly AsyncLocal<Count?> Current = new();
    private long _total;

    public SendCounter(HttpMessageHandler inner) : base(inner)
    {
    }

    /// <summary>Requests sent since the start.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>Begins a call: what the calling flow sends from here on is counted in the answer.</summary>
    public static Count Begin() => Current.Value = new Count();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _total);
        if (Current.Value is { } count) count.Sends++;
        return base.SendAsync(request, cancellationToken);
    }

    internal sealed class Count
    {
        public int Sends { get; set; }
    }
}
