namespace Platform.Lake.Objects;

/// <summary>
/// An object being written, in order, by one caller at a time. Nothing is visible before <see cref="CompleteAsync"/> has returned; whatever happens
/// otherwise (<see cref="AbortAsync"/>, disposal without completion) leaves no object.
/// <para>
/// <see cref="Stream.Write(ReadOnlySpan{byte})"/> is synchronous for encoders: a store that sends over a network copies into bounded buffers, sends them behind the
/// caller's back and blocks only while all are full. An error of such sending is thrown by a later write or by completion. <see cref="Stream.Flush"/>
/// promises nothing: there is no half object to flush.
/// </para>
/// <para>The caller disposes. Disposal after completion or abortion does nothing; each of the two may be called once, and only completion may throw.</para>
/// </summary>
public abstract class ObjectUpload : Stream
{
    /// <summary>The key it will have.</summary>
    public abstract string Key { get; }

    /// <summary>Bytes written so far.</summary>
    public abstract override long Position { get; set; }

    /// <summary>
    /// Makes the object durable and visible, whole. Cancelling may come too late: then the object exists although the call throws, and only
    /// its attempt's prefix tells; attempts are never shared.
    /// </summary>
    /// <exception cref="Registry.Failures.PlatformException">
    /// <c>object-exists</c> (permanent): the key is taken and stays as it was. <c>disk-full</c> (try again), <c>lake-permission</c>, <c>lake-io</c>.
    /// </exception>
    public abstract Task<StoredObject> CompleteAsync(CancellationToken cancellation);

    /// <summary>Gives the object up and removes what was sent. Never throws: what cannot be removed is left to <see cref="IObjectStore.AbortUploadsAsync"/>.</summary>
    public abstract ValueTask AbortAsync();

    public sealed override bool CanRead => false;

    public sealed override bool CanSeek => false;

    public override bool CanWrite => true;

    public sealed override long Length => Position;

    public sealed override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("an upload is only written");

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("an upload is written in order");

    public sealed override void SetLength(long value) => throw new NotSupportedException("an upload is written in order");

    public sealed override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public abstract override void Write(ReadOnlySpan<byte> buffer);

    public override void Flush()
    {
    }
}
