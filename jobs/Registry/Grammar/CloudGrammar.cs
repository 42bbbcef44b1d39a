using Platform.Registry.Entries;
using Platform.Registry.Grammar.Shapes;
using Platform.Registry.Stacks;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar;

/// <summary>The keys of <c>platform:cloud</c>.</summary>
internal static class CloudGrammar
{
    /// <summary>The periods that CloudWatch Logs keeps logs for, in days (PutRetentionPolicy).</summary>
    private static readonly long[] LogPeriods = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    private static readonly TextShape Vpc = new("a VPC id such as vpc-0a1", 200);
    private static readonly TextShape SecurityGroup = new("a security group id such as sg-1", 200);
    private static readonly TextShape KmsKey = new("the ARN of a KMS key such as arn:aws:kms:eu-west-1:123456789012:key/0f0f (not of an alias)", 2048) { Pattern = Patterns.KmsKeyArn };
    private static readonly ListShape<string> Subnets = new("subnets", new TextShape("a subnet id such as subnet-1", 200), 2);
    private static readonly BooleanShape Flag = new();

    private static readonly MappingShape<DatabaseAccess> Database = new("a database", () => new DatabaseAccess(),
    [
        new Key<DatabaseAccess, long>("port", "The port on which it listens.", new IntegerShape(1, 65_535), (d, v) => d with { Port = (int)v }, d => (long)d.Port),
        new Key<DatabaseAccess, bool>("open", "True adds the jobs to the database's security group.", Flag, (d, v) => d with { Open = v }, d => d.Open),
        new Key<DatabaseAccess, Network>("network", "Where this stack places the jobs, in place of the source's own network.", SourceGrammar.Network, (d, v) => d with { Network = v }, d => d.Network),
        new Key<DatabaseAccess, string>("secret_key", "The KMS key that seals the source's secret, where it is not AWS's own.", KmsKey, (d, v) => d with { SecretKey = v }, d => d.SecretKey),
        new Key<DatabaseAccess, string>("iam_user", "The database's user that jobs log in as by IAM, where the URL says iam=true.",
            new TextShape("the ARN of a database's user such as arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-0f0f/reader", 2048) { Pattern = Patterns.DatabaseUserArn }, (d, v) => d with { IamUser = v }, d => d.IamUser),
    ]);

    private static readonly MappingShape<LedgerNetwork> Ledger = new("ledger", () => new LedgerNetwork(),
    [
        new Key<LedgerNetwork, string>("security_group", "Of an existing ledger.", SecurityGroup, (l, v) => l with { SecurityGroup = v }, l => l.SecurityGroup),
        new Key<LedgerNetwork, string>("owner_secret", "Of an existing ledger: the secret of the role that migrates it.", new TextShape("the ARN of a secret", 2048) { Pattern = Patterns.SecretArn }, (l, v) => l with { OwnerSecret = v }, l => l.OwnerSecret),
        new Key<LedgerNetwork, IReadOnlyList<string>>("admit", "Of a managed ledger: security groups that reach it beside the jobs.", new ListShape<string>("security groups", SecurityGroup, 1), (l, v) => l with { Admit = v }, l => l.Admit),
        new Key<LedgerNetwork, string>("vpc", "Of a managed ledger.", Vpc, (l, v) => l with { Vpc = v }, l => l.Vpc),
        new Key<LedgerNetwork, IReadOnlyList<string>>("subnets", "Of a managed ledger, in two zones or more.", Subnets, (l, v) => l with { Subnets = v }, l => l.Subnets),
        new Key<LedgerNetwork, string>("instance_class", "Of a managed ledger.", new TextShape("an RDS instance class such as db.t4g.micro", 60), (l, v) => l with { InstanceClass = v }, l => l.InstanceClass),
        new Key<LedgerNetwork, bool>("multi_az", "A managed ledger has a standby in another zone.", Flag, (l, v) => l with { MultiAz = v }, l => l.MultiAz),
    ]);

    private static readonly MappingShape<AccountQuotas> Quotas = new("quotas", () => new AccountQuotas(),
    [
        Quota("roles", "IAM roles per account.", 5_000, (q, v) => q with { Roles = v }, q => q.Roles),
        Quota("managed_policies", "Customer managed policies per account.", 5_000, (q, v) => q with { ManagedPolicies = v }, q => q.ManagedPolicies),
        Quota("policies_per_role", "Managed policies attached to one role.", 25, (q, v) => q with { PoliciesPerRole = v }, q => q.PoliciesPerRole),
        Quota("schedules", "EventBridge schedules per region.", 10_000_000, (q, v) => q with { Schedules = v }, q => q.Schedules),
        Quota("alarms", "CloudWatch alarms per region.", 1_000_000, (q, v) => q with { Alarms = v }, q => q.Alarms),
        Quota("compute_environments", "Batch compute environments per region.", 1_000, (q, v) => q with { ComputeEnvironments = v }, q => q.ComputeEnvironments),
        Quota("job_queues", "Batch job queues per region.", 1_000, (q, v) => q with { JobQueues = v }, q => q.JobQueues),
        Quota("parameters", "Systems Manager parameters per region.", 100_000, (q, v) => q with { Parameters = v }, q => q.Parameters),
    ]);

    private static readonly MappingShape<CloudFeatures> Features = new("features", () => new CloudFeatures(),
    [
        new Key<CloudFeatures, bool>("access_logs", "S3 server access logs of lake and results.", Flag, (f, v) => f with { AccessLogs = v }, f => f.AccessLogs),
        new Key<CloudFeatures, bool>("data_events", "CloudTrail records who read and wrote the lake's objects.", Flag, (f, v) => f with { DataEvents = v }, f => f.DataEvents),
        new Key<CloudFeatures, bool>("dashboard", "A CloudWatch dashboard.", Flag, (f, v) => f with { Dashboard = v }, f => f.Dashboard),
        new Key<CloudFeatures, bool>("vpc_endpoints", "Endpoints in the sources' networks, for subnets without a way out.", Flag, (f, v) => f with { VpcEndpoints = v }, f => f.VpcEndpoints),
        new Key<CloudFeatures, IReadOnlyDictionary<string, IReadOnlyList<string>>>("route_tables", "Route tables of each VPC that get the S3 endpoint.",
            new DictionaryShape<IReadOnlyList<string>>("VPC ids to route tables", "a VPC id such as vpc-0a1", Patterns.VpcId, new ListShape<string>("route tables", new TextShape("a route table id such as rtb-1", 200), 1)),
            (f, v) => f with { RouteTables = v }, f => f.RouteTables),
        new Key<CloudFeatures, bool>("lake_formation", "Permissions are also granted in Lake Formation.", Flag, (f, v) => f with { LakeFormation = v }, f => f.LakeFormation),
    ]);

    public static MappingShape<CloudSection> Shape { get; } = new("cloud", () => new CloudSection { Account = "", ProofSeed = "", Ledger = new LedgerNetwork() },
    [
        new Key<CloudSection, string>("account", "The AWS account.", new TextShape("an account of twelve digits, in quotes") { Pattern = Patterns.Account }, (c, v) => c with { Account = v }, c => c.Account) { Required = true },
        new Key<CloudSection, string>("proof_seed", "The secret that seeds proof hashes.", new TextShape("the ARN of a secret", 2048) { Pattern = Patterns.SecretArn }, (c, v) => c with { ProofSeed = v }, c => c.ProofSeed) { Required = true },
        new Key<CloudSection, string>("mask_secret", "The secret under which mask: hash hashes.", new TextShape("the ARN of a secret", 2048) { Pattern = Patterns.SecretArn }, (c, v) => c with { MaskSecret = v }, c => c.MaskSecret),
        new Key<CloudSection, string>("secret_key", "The KMS key that seals these secrets and the ledger's, where it is not AWS's own.", KmsKey, (c, v) => c with { SecretKey = v }, c => c.SecretKey),
        new Key<CloudSection, LedgerNetwork>("ledger", "The way to the ledger.", Ledger, (c, v) => c with { Ledger = v }, c => c.Ledger) { Required = true },
        new Key<CloudSection, IReadOnlyDictionary<string, DatabaseAccess>>("databases", "The way to each source's database.",
            new DictionaryShape<DatabaseAccess>("source names to databases", Patterns.NameExpected, Patterns.Name, Database), (c, v) => c with { Databases = v }, c => c.Databases),
        new Key<CloudSection, IReadOnlyList<string>>("alerts", "Where failures and alarms are mailed.", new ListShape<string>("mail addresses", new TextShape("a mail address", 320) { Pattern = Patterns.Mail }), (c, v) => c with { Alerts = v }, c => c.Alerts),
        new Key<CloudSection, TimeSpan>("schedule_window", "Scheduled jobs start within this.", new DurationShape("10m", TimeSpan.FromMinutes(1)), (c, v) => c with { ScheduleWindow = v }, c => c.ScheduleWindow),
        new Key<CloudSection, long>("max_vcpus", "The most virtual CPUs at once for one source.", new IntegerShape(1, 10_000), (c, v) => c with { MaxVcpus = (int)v }, c => (long)c.MaxVcpus),
        new Key<CloudSection, long>("log_days", "Days that job logs are kept.", new RuleShape<long>(new IntegerShape(1, 3_653), CheckLogDays), (c, v) => c with { LogDays = (int)v }, c => (long)c.LogDays),
        new Key<CloudSection, long>("scan_limit", "An Athena query that would scan more is ended.", new SizeShape("1TiB", 10L << 20, 1L << 52), (c, v) => c with { ScanLimit = v }, c => c.ScanLimit),
        new Key<CloudSection, CloudFeatures>("features", "What a stack has only where it asks for it.", Features, (c, v) => c with { Features = v }, c => c.Features),
        new Key<CloudSection, AccountQuotas>("quotas", "The account's quotas, where AWS raised them.", Quotas, (c, v) => c with { Quotas = v }, c => c.Quotas),
        new Key<CloudSection, IReadOnlyDictionary<string, string>>("tags", "Tags of every resource.",
            new DictionaryShape<string>("tags", "a tag key", Patterns.TagKey, new TextShape("a tag value") { Pattern = Patterns.TagValue }), (c, v) => c with { Tags = v }, c => c.Tags),
        new Key<CloudSection, IReadOnlyList<string>>("import", "Tables whose catalog table is taken over.", new ListShape<string>("tables, each source/schema.table", new TextShape("source/schema.table", 400)), (c, v) => c with { Import = v }, c => c.Import),
    ]);

    private static Key<AccountQuotas, long> Quota(string name, string description, long most, Func<AccountQuotas, int, AccountQuotas> set, Func<AccountQuotas, int> get) =>
        new(name, description, new IntegerShape(1, most), (quotas, value) => set(quotas, (int)value), quotas => (long)get(quotas));

    private static void CheckLogDays(long days, YamlNode node, Reading reading)
    {
        if (!LogPeriods.Contains(days)) reading.Report(node.At, $"CloudWatch keeps logs for certain periods, and {days} days is none of them", $"the next is {LogPeriods.First(period => period > days)}");
    }
}
