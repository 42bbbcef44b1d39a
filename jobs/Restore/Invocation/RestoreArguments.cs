using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Restore.Invocation;

/// <summary>The command line: which snapshots, and how. Where to comes from the environment, for it holds a password.</summary>
/// <param name="Tables">In the order given; all are restored, or none.</param>
/// <param name="Mode">What becomes of the target's content.</param>
/// <param name="Verify">Only prove the files; there is no target.</param>
/// <param name="AgainstSource">Prove also that the live tables still hold the same.</param>
/// <param name="Allowed">Columns that may be restored although they are masked or lost values.</param>
/// <param name="Partial">Restore what there is of a table that was filtered or left columns out.</param>
internal sealed record RestoreArguments(IReadOnlyList<TableTask> Tables, RestoreMode Mode, bool Verify, bool AgainstSource, IReadOnlySet<string> Allowed, bool Partial)
{
    public const string Usage = """
        usage: restore --mode truncate|append (--from URI [--table SCHEMA.TABLE] [--into SCHEMA.TABLE])... [--allow COLUMN]... [--partial]
               restore --verify [--against-source] (--from URI [--table SCHEMA.TABLE])...
          --from URI            the prefix of a snapshot: its parts and _manifest.json; several are restored together or not at all
          --table SCHEMA.TABLE  the table that the snapshot before it must be of
          --into SCHEMA.TABLE   where the snapshot before it goes; its own name otherwise
          --mode                truncate empties the target first, append adds to it; one transaction either way
          --allow COLUMN        restore a column that is masked, or that lost values under its policy
          --partial             restore what there is of a filtered snapshot, or of one without some of the target's columns
          --verify              read the files and prove them against the manifest; nothing is restored
          --against-source      prove also that the tables of the source hold the same now
        ENVIRONMENT
          PLATFORM_TARGET_URL   PostgreSQL URL of the target
          PLATFORM_SOURCE_URL   PostgreSQL URL of the source, with --against-source
          PLATFORM_PROOF_SEED   the secret seed of the stack that took the snapshot, 16 hexadecimal digits
          PLATFORM_LOG          json (default where stderr is no terminal) | text
          PLATFORM_PROGRESS     time between progress events, such as 30s (default)
          of a snapshot on S3: what every AWS tool reads (AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL_S3, a container's role, ...)
        EXIT STATUS
          0 restored and proved   64 usage   65 data refused; nothing was changed   69 gone for good
          75 try again   77 permission   78 configuration
        """;

    /// <exception cref="PlatformException">Usage: every mistake on the line, in one message.</exception>
    public static RestoreArguments Parse(IReadOnlyList<string> args)
    {
        var tables = new List<TableTask>();
        var allowed = new HashSet<string>(StringComparer.Ordinal);
        var mistakes = new List<string>();
        RestoreMode? mode = null;
        bool verify = false, againstSource = false, partial = false;
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--verify": verify = true; break;
                case "--against-source": againstSource = true; break;
                case "--partial": partial = true; break;
                case "--mode": mode = ParseMode(Value(args, ref i, mistakes), mistakes); break;
                case "--allow" when Value(args, ref i, mistakes) is { } column: allowed.Add(column); break;
                case "--from" when Value(args, ref i, mistakes) is { } uri: tables.Add(new TableTask(From(uri, mistakes), null, null)); break;
                case "--table" when Value(args, ref i, mistakes) is { } name: Amend(tables, "--table", name, (t, n) => t with { Table = n }, mistakes); break;
                case "--into" when Value(args, ref i, mistakes) is { } name: Amend(tables, "--into", name, (t, n) => t with { Into = n }, mistakes); break;
                case "--allow" or "--from" or "--table" or "--into": break;
                default: mistakes.Add($"unknown argument '{args[i]}'"); break;
            }
        }

        if (tables.Count == 0) mistakes.Add("--from URI is missing");
        if (mode is null && !verify && !mistakes.Exists(m => m.StartsWith("--mode", StringComparison.Ordinal))) mistakes.Add("--mode is missing, it must be one of truncate, append");
        if (mode is not null && verify) mistakes.Add("--verify restores nothing and takes no --mode");
        if (againstSource && !verify) mistakes.Add("--against-source belongs to --verify");
        if (mistakes.Count > 0)
            throw new PlatformException(Stage.Configure, ExitCode.Usage, string.Join("; ", mistakes), "restore --help shows the command line") { Kind = "usage" };
        return new RestoreArguments(tables, mode ?? default, verify, againstSource, allowed, partial);
    }

    private static RestoreMode? ParseMode(string? text, List<string> mistakes)
    {
        switch (text)
        {
            case "truncate": return RestoreMode.Truncate;
            case "append": return RestoreMode.Append;
            case null: return null;
            default:
                mistakes.Add($"--mode is '{text}', it must be one of truncate, append");
                return null;
        }
    }

    private static Uri From(string text, List<string> mistakes)
    {
        if (Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri)) return uri;
        mistakes.Add($"--from '{text}' is not an absolute URI, such as file:///var/lake/... or s3://bucket/prefix/...");
        return new Uri("file:///");
    }

    private static void Amend(List<TableTask> tables, string option, string name, Func<TableTask, TableName, TableTask> amend, List<string> mistakes)
    {
        if (tables.Count == 0) mistakes.Add($"{option} comes after the --from that it belongs to");
        else if (!TableName.TryParse(name, out var table)) mistakes.Add($"{option} '{name}' is not SCHEMA.TABLE");
        else tables[^1] = amend(tables[^1], table);
    }

    private static string? Value(IReadOnlyList<string> args, ref int index, List<string> mistakes)
    {
        if (index + 1 < args.Count && !args[index + 1].StartsWith("--", StringComparison.Ordinal)) return args[++index];
        mistakes.Add($"{args[index]} needs a value");
        return null;
    }
}
