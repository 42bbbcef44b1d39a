using System.Globalization;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Formats.Files;

/// <summary>What the options of a file may be. All mistakes are reported at once.</summary>
internal static class OptionRules
{
    /// <param name="format">The format's name, for the message.</param>
    /// <param name="options">All of them.</param>
    /// <exception cref="PlatformException">An option is out of its range (78).</exception>
    public static void Check(string format, WriterOptions options)
    {
        var errors = new List<string>();
        Range(errors, "page bytes", options.PageBytes, 1 << 10, 1 << 30);
        Range(errors, "page rows", options.PageRows, 64, 1 << 20);
        Range(errors, "statistics bytes", options.StatisticsBytes, 8, 4096);
        Range(errors, "read-back rows", options.ReadBackRows, 64, 1 << 20);
        if (options.CompressionLevel is { } level) Level(errors, options.Compression, level);
        if (errors.Count == 0) return;
        throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"{format} options: {string.Join("; ", errors)}.")
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
