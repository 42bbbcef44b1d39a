using Platform.Lake.Objects;

namespace Platform.Snapshot.Fresh;

/// <summary>A file of <see cref="UnkeptObjects"/>: its length and its checksum.</summary>
internal sealed class UnkeptUpload(string key, TimeProvider clock) : ObjectUpload
{
    private Crc64Nvme _checksum;
    private long _written;

    public override string Key => key;

    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException("an upload is written in order");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _checksum.Append(buffer);
        _written += buffer.Length;
    }

    public override Task<StoredObject> CompleteAsync(CancellationToken cancellation) => Task.FromResult(new StoredObject(key, _written, clock.GetUtcNow(), _checksum.ToChecksum()));

    public override ValueTask AbortAsync() => ValueTask.CompletedTask;
}
