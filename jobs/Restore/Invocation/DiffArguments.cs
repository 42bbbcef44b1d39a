using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Restore.Reading;

namespace Platform.Restore.Invocation;

/// <summary>The command line of a comparison: <c>--diff</c> and what follows.</summary>
/// <param name="From">Prefix of the snapshot that is compared from.</param>
/// <param name="To">Prefix of the other.</param>
/// <param name="Table">Of which table both must be; null = any, the same.</param>
/// <param name="Key">Columns that rows are matched on.</param>
/// <param name="Changes">The file that changes are written to; null = only counts.</param>
/// <param name="BeforeImage">Whether the file has the old values of updated rows too.</param>
/// <param name="MemoryBytes">For rows.</param>
internal sealed record DiffArguments(Uri From, Uri To, TableName? Table, IReadOnlyList<string> Key, Uri? Changes, bool BeforeImage, long MemoryBytes)
{
    /// <summary>What the first argument is.</summary>
    public const string Flag = "--diff";

    /// <summary>MiB: with fewer, tables of a few million rows are parted twice.</summary>
    private const int LeastMemory = 16, MostMemory = 1 << 20, DefaultMemory = 256;

    private static readonly (string Extension, FileFormat Format)[] Formats = [(".parquet", FileFormat.Parquet), (".jsonl", FileFormat.JsonLines)];

    /// <summary>Of the file that changes are written to.</summary>
    public FileFormat Format => FormatOf(Changes!) ?? default;

    /// <exception cref="PlatformException">Usage: every mistake on the line, in one message.</exception>
    public static DiffArguments Parse(IReadOnlyList<string> args)
    {
        var mistakes = new List<string>();
        var key = new List<string>();
        Uri? from = null, to = null, changes = null;
        TableName? table = null;
        var beforeImage = false;
        var memory = DefaultMemory;
        for (var i = 1; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--before-image": beforeImage = true; break;
                case "--from": from = Prefix("--from", ArgumentText.Value(args, ref i, mistakes), mistakes); break;
                case "--to": to = Prefix("--to", ArgumentText.Value(args, ref i, mistakes), mistakes); break;
                case "--changes": changes = File(ArgumentText.Value(args, ref i, mistakes), mistakes); break;
                case "--memory": memory = ArgumentText.Number("--memory", ArgumentText.Value(args, ref i, mistakes), LeastMemory, MostMemory, DefaultMemory, mistakes); break;
                case "--key" when ArgumentText.Value(args, ref i, mistakes) is { } column: key.Add(column); break;
                case "--table" when ArgumentText.Value(args, ref i, mistakes) is { } name: table = ArgumentText.Table("--table", name, mistakes); break;
                case "--key" or "--table": break;
                default: mistakes.Add($"unknown argument '{args[i]}'"); break;
            }
        }

        if (!args.Contains("--from")) mistakes.Add("--from URI is missing");
        if (!args.Contains("--to")) mistakes.Add("--to URI is missing");
        if (beforeImage && !args.Contains("--changes")) mistakes.Add("--before-image belongs to --changes");
        if (mistakes.Count > 0) throw ArgumentText.Wrong(mistakes);
        return new DiffArguments(from!, to!, table, key, changes, beforeImage, (long)memory << 20);
    }

    private static Uri? Prefix(string option, string? text, List<string> mistakes)
    {
        if (text is null) return null;
        var uri = ArgumentText.Location(option, text, mistakes);
        if (ForeignFile.Is(uri)) mistakes.Add($"{option} '{text}' is a file; it must be the prefix of a snapshot");
        return uri;
    }

    private static Uri? File(string? text, List<string> mistakes)
    {
        if (text is null) return null;
        var uri = ArgumentText.Location("--changes", text, mistakes);
        if (FormatOf(uri) is null) mistakes.Add($"--changes '{text}' must end with {string.Join(" or ", Formats.Select(f => f.Extension))}");
        return uri;
    }

    private static FileFormat? FormatOf(Uri file) => Formats.Where(f => file.AbsolutePath.EndsWith(f.Extension, StringComparison.Ordinal)).Select(f => (FileFormat?)f.Format).FirstOrDefault();
}
