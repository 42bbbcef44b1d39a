using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Restore.Invocation;

/// <summary>The command line: which snapshots, and how. Where to comes from the environment, for it holds a password.</summary>
/// <param name="Tables">In the order given; all are restored, or none.</param>
/// <param name="Mode">What becomes of the target's content.</param>
/// <param name="Verify">Only prove the files; there is no target.</param>
/// <param name="Allowed">Columns that may be restored although they are masked or lost values.</param>
/// <param name="Partial">Restore what there is of a table that was filtered or left columns out.</param>
internal sealed record RestoreArguments(IReadOnlyList<TableTask> Tables, RestoreMode Mode, bool Verify, IReadOnlySet<string> Allowed, bool Partial)
{
    private const string Modes = "truncate, append, create, replace";

    /// <summary>Sessions that load tables which are made: as many as a snapshot usually has parts.</summary>
    private const int DefaultParallel = 4;

    private const int MaxParallel = 64;

    /// <summary>Partitioned tables are made with their partitions; else as plain tables.</summary>
    public bool WithPartitions { get; init; } = true;

    /// <summary>Tables are made, loaded and proved, and then dropped again instead of becoming live.</summary>
    public bool IsDrill { get; init; }

    /// <summary>Sessions that load at most.</summary>
    public int Parallel { get; init; } = DefaultParallel;

    public const string Usage = """
        usage: restore --mode truncate|append|create|replace (--from URI [--table SCHEMA.TABLE] [--into SCHEMA.TABLE])... [--allow COLUMN]... [--partial]
                       [--without-partitions] [--parallel N] [--drill]
               restore --verify (--from URI [--table SCHEMA.TABLE])...
               restore --diff --from URI --to URI [--table SCHEMA.TABLE] --key COLUMN... [--changes URI [--before-image]] [--memory MIB]
          --from URI            the prefix of a snapshot: its parts and _manifest.json; or a .parquet or .avro file of any other writer,
                                with --into; several are restored together or not at all
          --table SCHEMA.TABLE  the table that the snapshot before it must be of
          --into SCHEMA.TABLE   where the snapshot before it goes; its own name otherwise
          --mode                truncate empties the target first, append adds to it: one transaction either way; create makes the table
                                from the snapshot's own definition, replace does so in the place of one that is there
          --allow COLUMN        restore a column that is masked, or that lost values under its policy
          --partial             restore what there is of a filtered snapshot, or of one without some of the target's columns; make
                                a table without what the target lacks for it
          --without-partitions  make a plain table where the source's is partitioned
          --parallel N          sessions that load tables which are made, 1 to 64 (default 4); at most one for each part
          --drill               with create: make, load and prove, and drop again where nobody looked
          --verify              read the files and prove them against the manifest; nothing is restored
          --diff                compare two snapshots of a table; counts are printed on stdout as one JSON document
          --to URI              the prefix of the snapshot that the one of --from is compared to
          --key COLUMN          rows with equal values here are the same row; may be given several times
          --changes URI         a new file for the changed rows, .parquet or .jsonl: Op (I, U, D), then the table's columns
          --before-image        the file has the old values of updated rows too, in columns named BI_COLUMN
          --memory MIB          memory for rows, 16 to 1048576 (default 256); what it does not hold goes to files in TMPDIR
        ENVIRONMENT
          PLATFORM_TARGET_URL   PostgreSQL URL of the target, or secretsmanager:ARN[#key]
          PLATFORM_PROOF_SEED   the secret seed of the stack that took the snapshot, 16 hexadecimal digits; kept likewise
          PLATFORM_LOG          json (default where stderr is no terminal) | text
          PLATFORM_PROGRESS     time between progress events, such as 30s (default)
          PLATFORM_LOCK_WAIT    how long locks that make new tables live are tried for, such as 5m (default)
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
        bool verify = false, partial = false, withPartitions = true, drill = false;
        var parallel = DefaultParallel;
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--verify": verify = true; break;
                case "--partial": partial = true; break;
                case "--without-partitions": withPartitions = false; break;
                case "--drill": drill = true; break;
                case "--parallel": parallel = ArgumentText.Number("--parallel", ArgumentText.Value(args, ref i, mistakes), 1, MaxParallel, DefaultParallel, mistakes); break;
                case "--mode": mode = ParseMode(ArgumentText.Value(args, ref i, mistakes), mistakes); break;
                case "--allow" when ArgumentText.Value(args, ref i, mistakes) is { } column: allowed.Add(column); break;
                case "--from" when ArgumentText.Value(args, ref i, mistakes) is { } uri: tables.Add(new TableTask(ArgumentText.Location("--from", uri, mistakes), null, null)); break;
                case "--table" when ArgumentText.Value(args, ref i, mistakes) is { } name: Amend(tables, "--table", name, (t, n) => t with { Table = n }, mistakes); break;
                case "--into" when ArgumentText.Value(args, ref i, mistakes) is { } name: Amend(tables, "--into", name, (t, n) => t with { Into = n }, mistakes); break;
                case "--allow" or "--from" or "--table" or "--into": break;
                default: mistakes.Add($"unknown argument '{args[i]}'"); break;
            }
        }

        if (tables.Count == 0) mistakes.Add("--from URI is missing");
        if (mode is null && !verify && !mistakes.Exists(m => m.StartsWith("--mode", StringComparison.Ordinal))) mistakes.Add($"--mode is missing, it must be one of {Modes}");
        if (mode is not null && verify) mistakes.Add("--verify restores nothing and takes no --mode");
        if (drill && mode != RestoreMode.Create) mistakes.Add("--drill belongs to --mode create");
        if (mistakes.Count > 0) throw ArgumentText.Wrong(mistakes);
        return new RestoreArguments(tables, mode ?? default, verify, allowed, partial) { WithPartitions = withPartitions, Parallel = parallel, IsDrill = drill };
    }

    /// <summary>Where each snapshot goes.</summary>
    public IReadOnlyList<TableName> Names(IEnumerable<Reading.StoredSnapshot> snapshots) => [.. snapshots.Zip(Tables, (s, t) => t.Into ?? s.Table)];

    private static RestoreMode? ParseMode(string? text, List<string> mistakes)
    {
        switch (text)
        {
            case "truncate": return RestoreMode.Truncate;
            case "append": return RestoreMode.Append;
            case "create": return RestoreMode.Create;
            case "replace": return RestoreMode.Replace;
            case null: return null;
            default:
                mistakes.Add($"--mode is '{text}', it must be one of {Modes}");
                return null;
        }
    }

    private static void Amend(List<TableTask> tables, string option, string name, Func<TableTask, TableName, TableTask> amend, List<string> mistakes)
    {
        if (tables.Count == 0) mistakes.Add($"{option} comes after the --from that it belongs to");
        else if (ArgumentText.Table(option, name, mistakes) is { } table) tables[^1] = amend(tables[^1], table);
    }
}
