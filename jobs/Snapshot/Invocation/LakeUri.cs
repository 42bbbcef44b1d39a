using Platform.Registry.Failures;

namespace Platform.Snapshot.Invocation;

/// <summary>The lake as a URI without a trailing slash.</summary>
internal static class LakeUri
{
    public static Uri Parse(string text) => Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri)
        ? uri
        : throw new PlatformException(Stage.Configure, ExitCode.Configuration, "PLATFORM_LAKE is not an absolute URI", "set it to such as file:///var/lake or s3://bucket/prefix") { Kind = "environment" };
}
