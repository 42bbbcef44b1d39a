using Platform.Registry.Failures;

namespace Platform.Formats.Files;

/// <summary>The errors of a file that cannot be read.</summary>
internal static class BrokenFile
{
    /// <param name="format">The format's name, as the sentence begins: "The Avro file is corrupt".</param>
    /// <param name="what">What is wrong, expected versus found, as the end of a sentence.</param>
    /// <param name="offset">Where in the file.</param>
    /// <param name="column">The column, where it is known.</param>
    /// <param name="row">1-based number of the row in the file, where it is known.</param>
    public static PlatformException Corrupt(string format, string what, long offset, string? column = null, long? row = null) =>
        new(Stage.Decode, ExitCode.Data, $"The {format} file is corrupt: {what}.",
            "Compare the object's checksum with the manifest and restore the object, or take the snapshot again.")
        {
            Kind = "corrupt-file",
            Column = column,
            RowNumber = row,
            Offset = offset,
        };

    /// <summary>A file that may be whole but holds what the reader does not know.</summary>
    public static PlatformException NotSupported(string format, string what, long? offset = null, string? column = null) =>
        new(Stage.Decode, ExitCode.Data, $"The {format} file cannot be read: {what}.",
            "Read it with another tool, or write it without this feature.")
        {
            Kind = "file-not-supported",
            Column = column,
            Offset = offset,
        };
}
