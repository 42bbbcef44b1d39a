using Platform.Registry.Entries;
using Platform.Registry.Grammar;
using Platform.Registry.Layout;
using Platform.Registry.Yaml;

namespace Platform.Registry.Loading;

/// <summary>What must hold of one entry beyond the grammar.</summary>
internal static class EntryRules
{
    public static void Check(ReadEntry read, SourceSettings source, Reading reading)
    {
        ColumnRules.Check(read, reading);
        if (read.HasTable) CheckFileName(read, reading);
        CheckSizes(read, source, reading);
        CheckCompression(read, source, reading);
        OutputRules.Check(read, reading);
    }

    private static void CheckFileName(ReadEntry read, Reading reading)
    {
        var stem = ObjectLayout.EntryFileStem(read.File.Table);
        if (Path.GetFileName(read.Path) != stem + RegistryLoader.Extension)
            reading.Report(read.Root.Locate("table").At, $"table {read.File.Table} belongs in a file named {stem}{RegistryLoader.Extension}", "rename the file or correct the table");
    }

    private static void CheckCompression(ReadEntry read, SourceSettings source, Reading reading)
    {
        var entry = read.File.Merge(source);
        CheckCompression(entry.Format, entry.Compression, read.Root.Locate(read.File.Compression is null ? "format" : "compression").At, reading);
    }

    /// <summary>Text files are compressed as a whole, and snappy has no such form that tools agree on.</summary>
    public static void CheckCompression(FileFormat format, Compression compression, Position at, Reading reading)
    {
        if (compression == Compression.Snappy && format is FileFormat.Csv or FileFormat.JsonLines)
            reading.Report(at, $"format: {RegistryNames.Of(format)} cannot be compressed with snappy", "use compression: zstd, gzip or none");
    }

    private static void CheckSizes(ReadEntry read, SourceSettings source, Reading reading)
    {
        if (read.File.Parallel > source.Guard.Streams)
            reading.Report(read.Root.Locate("parallel").At, $"parallel: {read.File.Parallel} needs more connections than the source's guard allows: {source.Guard.Connections}", $"at most {source.Guard.Streams}: a run takes two for its session");
        if (read.File.Keep is { Hourly: null, Daily: null, Monthly: null })
            reading.Report(read.Root.Locate("keep").At, "keep says nothing, so that no snapshot would be kept", "expected one or more of hourly, daily, monthly");
    }
}
