using System.Buffers.Binary;
using Amazon.S3;
using Amazon.S3.Model;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects.S3;

/// <summary>What store and uploads share: the client, the lake's place, and how a call is made and its failure told.</summary>
internal sealed partial class S3Access(AmazonS3Client client, S3Location location, S3Settings settings, TimeProvider time)
{
    public AmazonS3Client Client { get; } = client;

    public S3Location Location { get; } = location;

    public S3Settings Settings { get; } = settings;

    public TimeProvider Time { get; } = time;

    public PartBuffers Buffers { get; } = new(settings);

    /// <summary>
    /// Over TLS a body is guarded by TLS and by its checksum, and hashing it for the signature as well would cost what encoding costs;
    /// without TLS every chunk of it is signed.
    /// </summary>
    public bool SignsBodies { get; } = settings.Endpoint is { Scheme: "http" };

    public string FullKey(string key) => Location.Prefix + key;

    /// <summary>Makes a call; the SDK retries inside.</summary>
    /// <exception cref="PlatformException">The call failed after its retries.</exception>
    public async Task<T> CallAsync<T>(Stage stage, string action, string key, Func<AmazonS3Client, CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return await call(Client, cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // A cancelled request breaks in many ways.
            cancellation.ThrowIfCancellationRequested();
            throw S3Failures.Translate(e, stage, action, Location.Show(key));
        }
    }

    /// <summary>Tags of the lake and of the object; null where there are none.</summary>
    public List<Tag>? TagsOf(UploadOptions options)
    {
        if (Settings.Tags.Count + options.Tags.Count == 0) return null;
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Settings.Tags) all[name] = value;
        foreach (var (name, value) in options.Tags) all[name] = value;
        return [.. all.Select(t => new Tag { Key = t.Key, Value = t.Value })];
    }

    /// <summary>As S3 writes a CRC: base64 of its big-endian bytes.</summary>
    public static string Base64(ulong crc)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, crc);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The checksum of S3's text form; null where there is none, or one of parts.</summary>
    public static Checksum? ToChecksum(string? base64)
    {
        if (base64 is null || base64.Contains('-', StringComparison.Ordinal)) return null;
        return new Checksum(Checksum.Crc64Nvme, Convert.ToHexStringLower(Convert.FromBase64String(base64)));
    }
}
