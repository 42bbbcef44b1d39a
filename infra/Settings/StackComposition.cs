using Platform.Infra.Checks;
using Platform.Registry.Connections;
using Platform.Registry.Loading;
using Platform.Registry.Stacks;

namespace Platform.Infra.Settings;

/// <summary>Puts a stack's settings and the registry together: which sources it deploys, and how each is reached.</summary>
public static class StackComposition
{
    private const string S3 = "s3://";

    /// <summary>Null, with the reasons in <paramref name="problems"/>, where the stack cannot be deployed.</summary>
    public static StackInputs? Of(StackSettings stack, RegistryContents registry, ProblemList problems)
    {
        var before = problems.Problems.Count;
        if (stack.Cloud is not { } cloud)
        {
            problems.Add("platform:cloud", $"stack {stack.Name} is run from a desk and has no cloud resources", "choose another stack with --stack, or add platform:cloud with account, proof_seed and ledger");
            return null;
        }
        if (!stack.Lake.StartsWith(S3, StringComparison.Ordinal)) problems.Add("platform:lake", "a deployed stack's lake is in S3", "such as s3://bucket/prefix");
        if (stack.Region is null) problems.Add("platform:region", "a deployed stack needs its region", "such as platform:region: eu-west-1, the same as aws:region");
        var ledger = Ledger(stack, cloud, problems);
        var connections = new SortedDictionary<string, SourceConnection>(StringComparer.Ordinal);
        var sources = stack.Sources.Select(source => Source(source.Key, source.Value, cloud, registry, connections, problems)).OfType<SourceTables>().ToList();
        if (stack.Sources.Count == 0) problems.Add("platform:sources", "a deployed stack needs a source", "such as platform:sources: { shop: { secret: ARN } }");
        foreach (var name in cloud.Databases.Keys.Where(name => !stack.Sources.ContainsKey(name)))
            problems.Add($"platform:cloud databases {name}", "no such source in platform:sources", "add the source or remove the database");
        if (problems.Problems.Count > before) return null;
        var lake = stack.Lake[S3.Length..].TrimEnd('/');
        var slash = lake.IndexOf('/', StringComparison.Ordinal);
        return new StackInputs(new CloudSettings
        {
            Stack = stack.Name,
            Account = cloud.Account,
            Region = stack.Region!,
            LakeBucket = slash < 0 ? lake : lake[..slash],
            LakePrefix = slash < 0 ? "" : $"{lake[(slash + 1)..]}/",
            Image = stack.Image,
            ProofSeedSecret = cloud.ProofSeed,
            MaskSecret = cloud.MaskSecret,
            SecretKey = cloud.SecretKey,
            Ledger = ledger!,
            Sources = connections,
            AlertMail = cloud.Alerts,
            ScheduleWindow = cloud.ScheduleWindow,
            MaxVcpus = cloud.MaxVcpus,
            LogDays = cloud.LogDays,
            ScanLimit = cloud.ScanLimit,
            Features = cloud.Features,
            Quotas = cloud.Quotas,
            Tags = cloud.Tags,
            Import = cloud.Import,
        }, sources);
    }

    private static LedgerSettings? Ledger(StackSettings stack, CloudSection cloud, ProblemList problems)
    {
        if (stack.Ledger == "managed")
        {
            if (cloud.Ledger is { Vpc: { } vpc, Subnets.Count: > 1 }) return new LedgerSettings.Managed(vpc, cloud.Ledger.Subnets) { InstanceClass = cloud.Ledger.InstanceClass, MultiAz = cloud.Ledger.MultiAz, Admit = cloud.Ledger.Admit };
            problems.Add("platform:cloud ledger", "a managed ledger needs vpc and subnets", "the subnets lie in two zones or more");
            return null;
        }
        if (SecretReference.TryParse(stack.Ledger) is not { } secret)
        {
            problems.Add("platform:ledger", "a deployed stack's ledger is a secret or managed", "keep the URL in Secrets Manager: platform:ledger: { secret: ARN }");
            return null;
        }
        if (cloud.Ledger.SecurityGroup is { } group) return new LedgerSettings.Existing(secret, group);
        problems.Add("platform:cloud ledger", "an existing ledger needs security_group", "the group through which jobs reach its database");
        return null;
    }

    private static SourceTables? Source(string name, string url, CloudSection cloud, RegistryContents registry, SortedDictionary<string, SourceConnection> connections, ProblemList problems)
    {
        if (SecretReference.TryParse(url) is { } secret) connections[name] = new SourceConnection(secret, cloud.Databases.GetValueOrDefault(name) ?? new DatabaseAccess());
        else problems.Add($"platform:sources {name}", "a deployed stack's source is a secret", $"keep the URL in Secrets Manager: {name}: {{ secret: ARN }}");
        if (registry.Sources.FirstOrDefault(source => source.Name == name) is not { } settings)
        {
            problems.Add($"platform:sources {name}", "the registry has no such source", $"add stacks/registry/{name}/source.yaml");
            return null;
        }
        var network = cloud.Databases.GetValueOrDefault(name)?.Network ?? settings.Network;
        if (network is not null) return new SourceTables(settings with { Network = network }, [.. registry.Entries.Where(entry => entry.Source == name)]);
        problems.Add($"source {name}", "its jobs have no network", $"add network: {{ vpc, subnets, security_group }} to stacks/registry/{name}/source.yaml, or to the stack under platform:cloud databases {name}");
        return null;
    }
}
