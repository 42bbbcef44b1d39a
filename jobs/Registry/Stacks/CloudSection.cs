using Platform.Registry.Entries;

namespace Platform.Registry.Stacks;

/// <summary>What only a deployed stack needs to know: the key <c>platform:cloud</c>.</summary>
public sealed record CloudSection
{
    /// <summary>The AWS account, twelve digits.</summary>
    public required string Account { get; init; }

    /// <summary>The ARN of the secret that seeds proof hashes.</summary>
    public required string ProofSeed { get; init; }

    /// <summary>The ARN of the secret under which <c>mask: hash</c> hashes; needed where a table has such a column.</summary>
    public string? MaskSecret { get; init; }

    /// <summary>The ARN of the KMS key that seals these secrets and the ledger's; null where it is AWS's own.</summary>
    public string? SecretKey { get; init; }

    public required LedgerNetwork Ledger { get; init; }

    /// <summary>How jobs reach each source's database; a source that is not named has the defaults.</summary>
    public IReadOnlyDictionary<string, DatabaseAccess> Databases { get; init; } = new SortedDictionary<string, DatabaseAccess>(StringComparer.Ordinal);

    /// <summary>Where failures and alarms are mailed.</summary>
    public IReadOnlyList<string> Alerts { get; init; } = [];

    /// <summary>Scheduled jobs start within this window, so that a thousand of them do not meet at the full hour; whole minutes.</summary>
    public TimeSpan ScheduleWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The most virtual CPUs that run at once for one source, on demand and on spot each.</summary>
    public int MaxVcpus { get; init; } = 64;

    /// <summary>Days that job logs are kept: one of the periods that CloudWatch offers.</summary>
    public int LogDays { get; init; } = 90;

    /// <summary>An Athena query that would scan more is ended, in bytes.</summary>
    public long ScanLimit { get; init; } = 1L << 40;

    public CloudFeatures Features { get; init; } = new();

    public AccountQuotas Quotas { get; init; } = new();

    /// <summary>Cost allocation tags on every resource that takes tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Tables, as <c>source/schema.table</c>, whose catalog table exists from an earlier life and is taken over.</summary>
    public IReadOnlyList<string> Import { get; init; } = [];
}

/// <summary>The way to one source's database.</summary>
/// <param name="Port">The port on which it listens.</param>
/// <param name="Open">True: the rule that lets jobs in is added to the database's security group; false: the plan says which to add.</param>
/// <param name="Network">Where this stack places the jobs of the source; null for the network that the source itself names.</param>
/// <param name="SecretKey">The ARN of the KMS key that seals the source's secret; null where it is AWS's own.</param>
/// <param name="IamUser">The ARN of the database's user, where its URL says <c>iam=true</c>; null where jobs log in with a password.</param>
public sealed record DatabaseAccess(int Port = 5432, bool Open = false, Network? Network = null, string? SecretKey = null, string? IamUser = null);

/// <summary>The way to the ledger: the security group of an existing one, or the network of a managed one.</summary>
public sealed record LedgerNetwork
{
    /// <summary>The smallest class of the current generation: the ledger writes a few rows per run.</summary>
    public const string SmallestInstance = "db.t4g.micro";

    /// <summary>Of an existing ledger: the group through which jobs reach it.</summary>
    public string? SecurityGroup { get; init; }

    /// <summary>Of an existing ledger: the ARN of the secret of the role that owns its schema and migrates it; null where that is the jobs' own.</summary>
    public string? OwnerSecret { get; init; }

    /// <summary>Of a managed ledger: security groups that reach it beside the jobs, such as those of the runner that deploys and of people.</summary>
    public IReadOnlyList<string> Admit { get; init; } = [];

    /// <summary>Of a managed ledger.</summary>
    public string? Vpc { get; init; }

    public IReadOnlyList<string> Subnets { get; init; } = [];

    public string InstanceClass { get; init; } = SmallestInstance;

    public bool MultiAz { get; init; }
}
