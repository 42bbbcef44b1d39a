using System.Globalization;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Restore.Invocation;

/// <summary>What stands behind an option on the command line. What is wrong is added to the mistakes, which are told together.</summary>
internal static class ArgumentText
{
    /// <summary>The argument behind the one at <paramref name="index"/>, which is moved there; null where there is none.</summary>
    public static string? Value(IReadOnlyList<string> args, ref int index, List<string> mistakes)
    {
        if (index + 1 < args.Count && !args[index + 1].StartsWith("--", StringComparison.Ordinal)) return args[++index];
        mistakes.Add($"{args[index]} needs a value");
        return null;
    }

    public static Uri Location(string option, string text, List<string> mistakes)
    {
        if (Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri)) return uri;
        mistakes.Add($"{option} '{text}' is not an absolute URI, such as file:///var/lake/... or s3://bucket/prefix/...");
        return new Uri("file:///");
    }

    public static TableName? Table(string option, string name, List<string> mistakes)
    {
        if (TableName.TryParse(name, out var table)) return table;
        mistakes.Add($"{option} '{name}' is not SCHEMA.TABLE");
        return null;
    }

    public static int Number(string option, string? text, int least, int most, int otherwise, List<string> mistakes)
    {
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        if (text is not null) mistakes.Add($"{option} is '{text}', it must be {least} to {most}");
        return otherwise;
    }

    /// <summary>All mistakes of a line.</summary>
    public static PlatformException Wrong(IEnumerable<string> mistakes) =>
        new(Stage.Configure, ExitCode.Usage, string.Join("; ", mistakes), "restore --help shows the command line") { Kind = "usage" };
}
