using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Snapshot.Invocation;

/// <summary>The command line: which table or group, which snapshot time. Everything else comes from the environment.</summary>
/// <param name="Table">As given: SCHEMA.TABLE, held against the entry; null where a group is asked for.</param>
/// <param name="At">The snapshot time, truncated to the hour.</param>
/// <param name="AcceptLate">Publish even where the hour is past its <c>max_lateness</c>, marked late.</param>
/// <param name="Force">Take and publish anew where a snapshot is published already.</param>
/// <param name="Group">Name of a consistency group, held against its document; null where a table is asked for.</param>
public sealed record SnapshotArguments(string? Table, SnapshotTime At, bool AcceptLate, bool Force, string? Group = null)
{
    /// <summary>Take a snapshot and prove it against the source, and keep nothing of it.</summary>
    public bool ProveOnly { get; init; }

    /// <summary>With <see cref="ProveOnly"/>: prefix of the published snapshot that it is held against.</summary>
    public Uri? Against { get; init; }

    public const string Usage = """
        usage: snapshot (--table SCHEMA.TABLE | --group NAME) --at TIME [--accept-late] [--force]
               snapshot --table SCHEMA.TABLE --at TIME --prove-only [--against URI]

          --table SCHEMA.TABLE  the table to snapshot; its entry comes from PLATFORM_ENTRY
          --group NAME          the consistency group to snapshot, all its tables at one
                                database snapshot; its entries come from PLATFORM_GROUP
          --at TIME             the snapshot time, such as 2026-03-01T10:00:00Z
          --accept-late         publish an hour that is past its max_lateness, marked late
          --force               replace a published snapshot
          --prove-only          take a snapshot of what the source holds now, prove it against the source,
                                and keep nothing of it: neither lake nor ledger is changed
          --against URI         the prefix of a published snapshot: tells how the table differs from it now

        ENVIRONMENT
          PLATFORM_ENTRY        URI#SHA256 of the table's validated entry
          PLATFORM_GROUP        URI#SHA256 of the group's list of entries
          PLATFORM_STACK        name of the stack
          PLATFORM_LAKE         URI of the lake
          PLATFORM_LEDGER_URL   PostgreSQL URL of the ledger, or secretsmanager:ARN[#key]
          PLATFORM_SOURCE_URL   PostgreSQL URL of the source, or secretsmanager:ARN[#key]
          PLATFORM_CA_BUNDLE    file of root certificates (PEM) that verifies databases whose secret has no URL but host and user
          PLATFORM_PROOF_SEED   the stack's secret seed, 16 hexadecimal digits, or secretsmanager:ARN[#key]
          PLATFORM_MASK_SECRET  the stack's secret for mask: hash, 32 characters or more, or secretsmanager:ARN[#key]; needed by tables with such a column
          PLATFORM_PROOF        files (default) | source
          PLATFORM_LOG          json (default where stderr is no terminal) | text
          PLATFORM_MAX_WAIT     how long to wait for another process's lease, such as 10m (default)
          PLATFORM_RETRY_FOR    how long to retry passing faults in the process, such as 15m (default)
          PLATFORM_PROGRESS     time between progress events, such as 30s (default)

          of a lake on S3, beside what every AWS tool reads (AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL_S3, a container's role, ...):
          PLATFORM_LAKE_OWNER   the account that must own the bucket
          PLATFORM_LAKE_KEY     ARN of the KMS key of new objects; the bucket's own otherwise
          PLATFORM_OBJECT_TAGS  tags of new objects: name=value, several separated by &
          PLATFORM_S3_PATH_STYLE  true | false; true where an endpoint is set

        EXIT STATUS
          0 published or already published   64 usage   65 data refused   69 gone for good
          75 try again   77 permission   78 configuration
        """;

    /// <exception cref="PlatformException">Usage: every mistake on the line, in one message.</exception>
    public static SnapshotArguments Parse(IReadOnlyList<string> args)
    {
        string? table = null, group = null, at = null;
        bool acceptLate = false, force = false, proveOnly = false;
        Uri? against = null;
        var mistakes = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--accept-late": acceptLate = true; break;
                case "--force": force = true; break;
                case "--prove-only": proveOnly = true; break;
                case "--table": table = Value(args, ref i, mistakes); break;
                case "--at": at = Value(args, ref i, mistakes); break;
                case "--group": group = Value(args, ref i, mistakes); break;
                case "--against": against = Location(Value(args, ref i, mistakes), mistakes); break;
                default: mistakes.Add($"unknown argument '{args[i]}', expected --table, --group, --at, --accept-late, --force, --prove-only or --against"); break;
            }
        }

        if (table is null && group is null) mistakes.Add("--table SCHEMA.TABLE or --group NAME is missing");
        if (table is not null && group is not null) mistakes.Add("--table and --group exclude each other");
        if (at is null) mistakes.Add("--at TIME is missing");
        if (proveOnly && (group is not null || force)) mistakes.Add("--prove-only belongs to --table, and replaces nothing");
        if (args.Contains("--against") && !proveOnly) mistakes.Add("--against belongs to --prove-only");
        SnapshotTime time = default;
        if (at is not null && !SnapshotTime.TryParse(at, out time)) mistakes.Add($"--at '{at}' is not a time, expected UTC such as 2026-03-01T10:00:00Z");
        if (mistakes.Count > 0)
            throw new PlatformException(Stage.Configure, ExitCode.Usage, string.Join("; ", mistakes), "snapshot --help shows the command line") { Kind = "usage" };
        // Nothing is published as of that time, so that it cannot be too late.
        return new SnapshotArguments(table, time, acceptLate || proveOnly, force, group) { ProveOnly = proveOnly, Against = against };
    }

    private static Uri? Location(string? text, List<string> mistakes)
    {
        if (text is null) return null;
        if (Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri)) return uri;
        mistakes.Add($"--against '{text}' is not an absolute URI, such as file:///var/lake/... or s3://bucket/prefix/...");
        return null;
    }

    private static string? Value(IReadOnlyList<string> args, ref int index, List<string> mistakes)
    {
        if (index + 1 < args.Count && !args[index + 1].StartsWith("--", StringComparison.Ordinal)) return args[++index];
        mistakes.Add($"{args[index]} needs a value");
        return null;
    }
}
