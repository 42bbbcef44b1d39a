using System.Diagnostics.CodeAnalysis;
using Platform.Registry.Failures;

namespace Platform.Formats.Parquet.Reading;

/// <summary>The errors of a file that cannot be read.</summary>
internal static class Corruption
{
    /// <param name="what">What is wrong, expected versus found, as the end of a sentence.</param>
    /// <param name="offset">Where in the file.</param>
    /// <param name="column">The column, where it is known.</param>
    public static PlatformException Of(string what, long offset, string? column = null) =>
        new(Stage.Decode, ExitCode.Data, $"The Parquet file is corrupt: {what}.",
            "Compare the object's checksum with the manifest and restore the object, or take the snapshot again.")
        {
            Kind = "corrupt-file",
            Column = column,
            Offset = offset,
        };

    [DoesNotReturn]
    public static void Throw(string what, long offset, string? column = null) => throw Of(what, offset, column);

    /// <summary>A file that may be whole but holds what this reader does not know.</summary>
    public static PlatformException NotSupported(string what, long? offset = null, string? column = null) =>
        new(Stage.Decode, ExitCode.Data, $"The Parquet file cannot be read: {what}.",
            "Read it with another tool, or write it without this feature.")
        {
            Kind = "file-not-supported",
            Column = column,
            Offset = offset,
        };
}
