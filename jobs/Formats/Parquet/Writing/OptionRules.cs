using System.Globalization;
using Platform.Formats.Files;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Formats.Parquet.Writing;

/// <summary>What the options of a Parquet file may be. All mistakes are reported at once.</summary>
internal static class OptionRules
{
    /// <exception cref="PlatformException">An option is out of its range (78).</exception>
    public static void Check(WriterOptions options)
    {
        var errors = new List<string>();
        Range(errors, "page bytes", options.PageBytes, 1 << 10, 1 << 30);
        Range(errors, "page rows", options.PageRows, 64, 1 << 20);
        Range(errors, "statistics bytes", options.StatisticsBytes, 8, 4096);
        Range(errors, "read-back rows", options.ReadBackRows, 64, 1 << 20);
        if (options.CompressionLevel is { } level) Level(errors, options.Compression, level);
        if (errors.Count == 0) return;
        throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"Parquet options: {string.Join("; ", errors)}.")
        {
            Kind = "invalid-format-option",
        };
    }

    private static void Level(List<string> errors, Compression method, int level)
    {
        switch (method)
        {
            case Compression.Zstd:
                Range(errors, "zstd level", level, 1, 19);
                break;
            case Compression.Gzip:
                Range(errors, "gzip level", level, 1, 9);
                break;
            default:
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"compression {method} has no level"));
                break;
        }
    }

    private static void Range(List<string> errors, string name, int value, int min, int max)
    {
        if (value < min || value > max) errors.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {value} is not in {min}..{max}"));
    }
}
