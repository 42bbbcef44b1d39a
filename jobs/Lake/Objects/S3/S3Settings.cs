using System.Globalization;
using Platform.Registry.Deployment;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects.S3;

/// <summary>How a lake on S3 is reached and written. Credentials and region come from where every AWS tool looks for them.</summary>
public sealed record S3Settings
{
    /// <summary>A store other than AWS's own, such as <c>http://127.0.0.1:9000</c>; null for AWS.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Null for the region of environment, profile or machine.</summary>
    public string? Region { get; init; }

    /// <summary>The bucket in the path instead of the host name. Default: where an endpoint is given, since few stores have a host name per bucket.</summary>
    public bool PathStyle { get; init; }

    /// <summary>The account that must own the bucket, twelve digits: a request to a bucket of anybody else is refused. Null = not checked.</summary>
    public string? ExpectedOwner { get; init; }

    /// <summary>ARN of the KMS key of new objects; null = the bucket's own default.</summary>
    public string? KmsKey { get; init; }

    /// <summary>Tags of every object written: lifecycle rules select by them.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Bytes of a part: 8 MiB, 5 MiB (the service's least) and more. With 10,000 parts an object has at most 78 GiB; where more is expected, parts grow.
    /// </summary>
    public int PartBytes { get; init; } = 8 << 20;

    /// <summary>
    /// Parts of all uploads together that are on their way at once. Each holds a buffer: 3 of 8 MiB, 24 MiB; and each open upload fills one more. One request
    /// for every 85 to 90 MB/s is S3's own advice ("Performance design patterns for Amazon S3"); a job of two streams writes 20 to 40 MB/s.
    /// </summary>
    public int PartsInFlight { get; init; } = 3;

    /// <summary>Further tries of a request after a passing fault, with the SDK's jittered, doubling backoff of at most 20 s each.</summary>
    public int MaxRetries { get; init; } = 6;

    /// <summary>From sending a request to the head of its answer, and for each piece of a body that is read.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <exception cref="PlatformException">Configuration: a variable is malformed.</exception>
    public static S3Settings Read(Func<string, string?> environment)
    {
        var endpoint = NotEmpty("AWS_ENDPOINT_URL_S3") ?? NotEmpty("AWS_ENDPOINT_URL");
        return new S3Settings
        {
            Endpoint = endpoint is null ? null : Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) ? uri : throw Malformed("AWS_ENDPOINT_URL", "a URL such as http://127.0.0.1:9000"),
            Region = NotEmpty("AWS_REGION") ?? NotEmpty("AWS_DEFAULT_REGION"),
            PathStyle = NotEmpty(JobVariables.S3PathStyle) switch
            {
                null => endpoint is not null,
                "true" => true,
                "false" => false,
                _ => throw Malformed(JobVariables.S3PathStyle, "true or false"),
            },
            ExpectedOwner = NotEmpty(JobVariables.LakeOwner) is not { } owner ? null
                : owner.Length == 12 && owner.All(char.IsAsciiDigit) ? owner : throw Malformed(JobVariables.LakeOwner, "an account of twelve digits"),
            KmsKey = NotEmpty(JobVariables.LakeKey),
            Tags = NotEmpty(JobVariables.ObjectTags) is { } tags ? ReadTags(tags) : new Dictionary<string, string>(),
        };

        string? NotEmpty(string name) => environment(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary><c>name=value</c>, several separated by <c>&amp;</c>; S3 keeps at most ten.</summary>
    private static Dictionary<string, string> ReadTags(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&'))
        {
            var parts = pair.Split('=', 2);
            if (parts.Length != 2 || parts[0].Length == 0 || !tags.TryAdd(parts[0], parts[1])) throw Malformed(JobVariables.ObjectTags, "name=value, several separated by &");
        }
        return tags.Count <= 10 ? tags : throw Malformed(JobVariables.ObjectTags, string.Create(CultureInfo.InvariantCulture, $"at most 10 tags, found {tags.Count}"));
    }

    private static PlatformException Malformed(string name, string expected) =>
        new(Stage.Configure, ExitCode.Configuration, $"{name} is not {expected}", "snapshot --help lists the environment") { Kind = "environment" };
}
