using Platform.Registry.Failures;

namespace Platform.Lake.Objects.S3;

/// <summary>A lake's place: bucket, and prefix with a trailing slash or nothing.</summary>
internal sealed record S3Location(string Bucket, string Prefix)
{
    /// <exception cref="PlatformException">Configuration: the URI is no <c>s3://bucket[/prefix]</c>.</exception>
    public static S3Location Parse(Uri lake)
    {
        var prefix = Uri.UnescapeDataString(lake.AbsolutePath).Trim('/');
        if (lake.Host.Length == 0 || lake.Query.Length > 0 || lake.Fragment.Length > 0 || lake.UserInfo.Length > 0)
        {
            throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"lake {lake.GetLeftPart(UriPartial.Path)} is no lake: expected s3://bucket/prefix", "write such as --lake s3://bucket/prefix")
            {
                Kind = "lake-scheme",
            };
        }
        return new S3Location(lake.Host, prefix.Length == 0 ? "" : prefix + "/");
    }

    /// <summary>The URI of a key of the bucket; only the characters that mean something else in a URI are escaped.</summary>
    public Uri UriOf(string key) => new($"s3://{Bucket}/{Prefix}{key}"
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("?", "%3F", StringComparison.Ordinal)
        .Replace("#", "%23", StringComparison.Ordinal));

    /// <summary>As people and error messages name it, nothing escaped.</summary>
    public string Show(string key) => $"s3://{Bucket}/{Prefix}{key}";
}
