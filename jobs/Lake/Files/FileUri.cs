namespace Platform.Lake.Files;

/// <summary>A path as a <c>file://</c> URI that leads back to exactly that path, whatever characters its names have.</summary>
public static class FileUri
{
    /// <summary>The three characters that mean something else in a URI and that <see cref="Uri"/> therefore leaves alone.</summary>
    public static Uri Of(string path) => new("file://" + path
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("?", "%3F", StringComparison.Ordinal)
        .Replace("#", "%23", StringComparison.Ordinal));
}
