using System.Runtime.ExceptionServices;
using Amazon.S3.Model;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects.S3;

/// <summary>
/// An object of an <see cref="S3ObjectStore"/> being written: bytes fill a part; a full part is sent behind the writer's back while the next one fills. What fits in
/// one part is one PutObject. The token given at creation also ends a write that waits for a place.
/// </summary>
internal sealed partial class S3ObjectUpload : ObjectUpload
{
    /// <summary>How long giving up may take: AWS Batch kills 30 seconds after it asked to stop.</summary>
    private static readonly TimeSpan AbortLimit = TimeSpan.FromSeconds(8);

    private readonly S3Access _access;
    private readonly UploadOptions _options;
    private readonly string _fullKey;
    private readonly int _partBytes;
    private readonly CancellationTokenSource _stop;
    private readonly List<Task<PartETag>> _sent = [];
    private ExceptionDispatchInfo? _failure;
    private PartBuffer? _filling;
    private Task<string>? _begun;
    private Crc64Nvme _whole;
    private long _written;
    private bool _ended;

    internal S3ObjectUpload(S3Access access, string key, UploadOptions options, CancellationToken cancellation)
    {
        _access = access;
        Key = key;
        _options = options;
        _fullKey = access.FullKey(key);
        _partBytes = PartSize.For(options.ExpectedBytes, access.Settings.PartBytes);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    public override string Key { get; }

    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException("an upload is written in order");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        ThrowIfFailed();
        _whole.Append(buffer);
        _written += buffer.Length;
        while (!buffer.IsEmpty)
        {
            _filling ??= _access.Buffers.Rent(_partBytes);
            buffer = _filling.Fill(buffer);
            if (_filling.IsFull) SendFilling();
        }
    }

    /// <summary>Opens the multipart upload on the store, so that it is known there; sends nothing of it.</summary>
    public override void Flush()
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        Begin().GetAwaiter().GetResult();
    }

    public override async Task<StoredObject> CompleteAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        cancellation.ThrowIfCancellationRequested();
        await using var stop = cancellation.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), _stop).ConfigureAwait(false);
        try
        {
            var stored = _begun is null ? await PutAsync().ConfigureAwait(false) : await CompletePartsAsync().ConfigureAwait(false);
            _ended = true;
            return stored;
        }
        catch (Exception e)
        {
            await AbortAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            throw S3Failures.Translate(e, Stage.Write, "s3:PutObject", _access.Location.Show(Key));
        }
        finally
        {
            ReturnFilling();
        }
    }

    public override async ValueTask AbortAsync()
    {
        if (_ended) return;
        _ended = true;
        await _stop.CancelAsync().ConfigureAwait(false);
        ReturnFilling();
        foreach (var part in _sent) await SettledAsync(part).ConfigureAwait(false);
        if (_begun is null) return;
        await SettledAsync(_begun).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(AbortLimit);
        try
        {
            if (_begun.IsCompletedSuccessfully) await _access.AbortAsync(_fullKey, await _begun.ConfigureAwait(false), limit.Token).ConfigureAwait(false);
            else await _access.AbortStraysAsync(_fullKey, except: null, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PlatformException or OperationCanceledException)
        {
            // Left to AbortUploadsAsync and to the bucket's lifecycle rule.
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await AbortAsync().ConfigureAwait(false);
        _stop.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            AbortAsync().AsTask().GetAwaiter().GetResult();
            _stop.Dispose();
        }
        base.Dispose(disposing);
    }

    private void SendFilling()
    {
        var buffer = _filling!;
        var number = _sent.Count + 1;
        if (number > PartSize.MaxParts) throw PartSize.TooLarge(_access.Location.Show(Key), _partBytes);
        Begin();
        WaitForPlace();
        _filling = null;
        _sent.Add(Task.Run(() => SendAsync(number, buffer)));
    }

    /// <summary>The only place where a writer waits: all parts that may be on their way are.</summary>
    private void WaitForPlace()
    {
        try
        {
            _access.Buffers.Places.Wait(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            ThrowIfFailed();
            throw;
        }
    }

    private Task<string> Begin() => _begun ??= Task.Run(BeginAsync);

    /// <summary>The first part that failed ends the upload; the others are cancelled, and are not why.</summary>
    private void ThrowIfFailed() => Volatile.Read(ref _failure)?.Throw();

    private void ReturnFilling()
    {
        if (_filling is not null) _access.Buffers.Return(_filling);
        _filling = null;
    }

    private static async Task SettledAsync(Task task)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
