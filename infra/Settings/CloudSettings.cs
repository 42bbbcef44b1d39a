using Platform.Registry.Entries;
using Platform.Registry.Stacks;

namespace Platform.Infra.Settings;

/// <summary>Where a cloud stack's things are and how big they are: its settings file, read once.</summary>
public sealed record CloudSettings
{
    /// <summary>The stack's name: lower-case letters, digits and underscores.</summary>
    public required string Stack { get; init; }

    /// <summary>The AWS account, twelve digits.</summary>
    public required string Account { get; init; }

    public required string Region { get; init; }

    /// <summary>The name of the bucket that is the lake.</summary>
    public required string LakeBucket { get; init; }

    /// <summary>Where in the bucket the lake begins: empty, or a prefix that ends in a slash.</summary>
    public string LakePrefix { get; init; } = "";

    /// <summary>The job image by digest, <c>repository@sha256:…</c>; while null, schedules are disabled.</summary>
    public string? Image { get; init; }

    /// <summary>The secret that seeds proof hashes.</summary>
    public required string ProofSeedSecret { get; init; }

    /// <summary>The secret under which <c>mask: hash</c> hashes; needed where a table has such a column.</summary>
    public string? MaskSecret { get; init; }

    /// <summary>The KMS key that seals the secrets of the stack itself; null where it is AWS's own.</summary>
    public string? SecretKey { get; init; }

    public required LedgerSettings Ledger { get; init; }

    /// <summary>The sources that this stack snapshots, by name.</summary>
    public required IReadOnlyDictionary<string, SourceConnection> Sources { get; init; }

    /// <summary>Where failures and alarms are mailed.</summary>
    public IReadOnlyList<string> AlertMail { get; init; } = [];

    /// <summary>Scheduled jobs start within this window, so that a thousand of them do not meet at the full hour; 1 to 1440 minutes.</summary>
    public TimeSpan ScheduleWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The most virtual CPUs that run at once for one source, on demand and on spot each.</summary>
    public int MaxVcpus { get; init; } = 64;

    /// <summary>Days that job logs are kept: one of the periods that CloudWatch offers.</summary>
    public int LogDays { get; init; } = 90;

    /// <summary>An Athena query that would scan more is ended, in bytes; at least 10,000,000.</summary>
    public long ScanLimit { get; init; } = 1L << 40;

    public CloudFeatures Features { get; init; } = new();

    public AccountQuotas Quotas { get; init; } = new();

    /// <summary>Cost allocation tags on every resource that takes tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Tables, as <c>source/schema.table</c>, whose catalog table exists from an earlier life and is taken over.</summary>
    public IReadOnlyList<string> Import { get; init; } = [];

    /// <summary>The mask's secret where one of the tables hashes a column.</summary>
    public string? MaskSecretOf(IEnumerable<Entry> entries) => entries.Any(entry => entry.Columns.Any(column => column.Mask == Mask.Hash)) ? MaskSecret : null;

    /// <summary>The KMS keys, beside AWS's, that seal the secrets of the stack and of some of its sources.</summary>
    public IReadOnlyList<string> SecretKeysOf(IEnumerable<string> sources) =>
        [.. sources.Select(source => Sources[source].Database.SecretKey).Append(SecretKey).OfType<string>().Distinct()];

    /// <summary>The lake's root as jobs write it.</summary>
    public string LakeUri => $"s3://{LakeBucket}/{LakePrefix}".TrimEnd('/');
}
