using Platform.Lake.Catalog;
using Platform.Lake.Files;
using Platform.LocalStack.Cluster;
using Platform.Operator.CommandLine;
using Platform.Operator.Sample;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Registry.Loading;
using Platform.Registry.Stacks;

namespace Platform.Operator.Desk;

/// <summary>
/// The stack that a command works on, with the command line's overrides. The local stack's PostgreSQL starts when the first of its URLs is
/// asked for, and not before.
/// </summary>
internal sealed class Stack
{
    private readonly Invocation invocation;
    private readonly StackSettings settings;
    private readonly LocalHome home;
    private LocalCluster? cluster;

    public Stack(Invocation invocation)
    {
        this.invocation = invocation;
        settings = StackLoader.Load(invocation.Checkout.Stacks, invocation.Global.Stack);
        home = new LocalHome(invocation.Checkout);
        Lake = LakeOf(invocation.Global.Lake ?? (settings is { IsLocal: true, Lake: ".platform/lake" } ? home.Lake : settings.Lake));
    }

    public string Name => settings.Name;

    public bool IsLocal => settings.IsLocal;

    /// <summary>The lake's URI.</summary>
    public Uri Lake { get; }

    /// <summary>The lake's URI as text, without a slash at its end.</summary>
    public string LakeUri => Lake.AbsoluteUri.TrimEnd('/');

    public ProofMode Proof => settings.Proof;

    public TimeSpan MaxWait => settings.MaxWait;

    /// <summary>The stack's secret seed of the proof; a deployed stack keeps it where its jobs find it, and not on a desk.</summary>
    public string ProofSeed => IsLocal ? home.ProofSeed : Environment.GetEnvironmentVariable("PLATFORM_PROOF_SEED") ?? throw new PlatformException(
        Stage.Configure, ExitCode.Configuration, $"the secret seed of the proof of stack {Name} is not known here",
        "Set PLATFORM_PROOF_SEED to the stack's 16 hexadecimal digits.")
    { Kind = "environment" };

    /// <summary>The stack's secret for <c>mask: hash</c>, kept as the seed is.</summary>
    public string MaskSecret => IsLocal ? home.MaskSecret : Environment.GetEnvironmentVariable("PLATFORM_MASK_SECRET") ?? throw new PlatformException(
        Stage.Configure, ExitCode.Configuration, $"the secret for mask: hash of stack {Name} is not known here",
        "Set PLATFORM_MASK_SECRET to the stack's own: another one would give other hashes.")
    { Kind = "environment" };

    public string RegistryDirectory => invocation.Global.Registry is { } chosen ? Path.GetFullPath(chosen) : invocation.Checkout.Registry;

    public RegistryContents LoadRegistry() => RegistryLoader.Load(RegistryDirectory);

    /// <summary>The catalog table of an entry.</summary>
    public TableIdentifier TableOf(Entry entry) => new(CatalogNames.Database(Name, entry.Source), CatalogNames.Table(entry.Table, entry.Version));

    /// <summary>The local stack's running cluster.</summary>
    public async Task<LocalCluster> ClusterAsync(CancellationToken cancellationToken) =>
        cluster ??= await home.StartClusterAsync(invocation.Say, cancellationToken);

    /// <summary>The ledger's URL, with its password: for a child's environment or a connection, never for a message.</summary>
    public async Task<string> LedgerUrlAsync(CancellationToken cancellationToken)
    {
        if ((invocation.Global.Ledger ?? settings.Ledger) is { } chosen) return Plain(chosen, "the ledger");
        var running = await ClusterAsync(cancellationToken);
        await running.CreateDatabaseAsync(LocalHome.LedgerDatabase, cancellationToken);
        return running.Url(LocalHome.LedgerDatabase);
    }

    /// <summary>A source's URL: from <c>--source</c>, as remembered from an earlier <c>--source</c>, or the sample's.</summary>
    /// <exception cref="PlatformException">78 where the source is unknown.</exception>
    public async Task<string> SourceUrlAsync(string name, CancellationToken cancellationToken)
    {
        if (invocation.Global.Sources.TryGetValue(name, out var chosen))
        {
            _ = ConnectionUrl.Parse(chosen);
            return chosen;
        }

        if (settings.Sources.TryGetValue(name, out var configured)) return Plain(configured, $"the source {name}");
        if (IsLocal && home.RememberedSource(name) is { } remembered) return remembered;
        if (IsLocal && name == ShopSample.SourceName) return (await ClusterAsync(cancellationToken)).Url(ShopSample.Database);
        throw new PlatformException(
            Stage.Configure, ExitCode.Configuration, $"it is not known where the source {name} is",
            $"Say so once: --source {name}=postgresql://user:password@host:5432/database")
        { Kind = "source-unknown", SourceName = name };
    }

    /// <summary>On the local stack, keeps the URLs given by <c>--source</c> for later commands, and says so.</summary>
    public void RememberSources()
    {
        if (!IsLocal) return;
        foreach (var (name, url) in invocation.Global.Sources)
        {
            if (home.RememberedSource(name) == url) continue;
            home.RememberSource(name, url);
            invocation.Say($"The URL of {name} is kept in {home.SourceFile(name)}, readable by you alone.");
        }
    }

    private static Uri LakeOf(string lake)
    {
        // A bare path is a convenience of the desk.
        if (!lake.Contains("://", StringComparison.Ordinal)) return FileUri.Of(Path.GetFullPath(lake).TrimEnd('/'));
        return Uri.TryCreate(lake, UriKind.Absolute, out var uri)
            ? uri
            : throw new PlatformException(Stage.Configure, ExitCode.Usage, "the lake is no URI", "Write it like --lake file:///var/lake.") { Kind = "usage" };
    }

    /// <summary>A URL, and not the place of one. What is neither may be a mistyped URL with a password in it, and is not repeated.</summary>
    private static string Plain(string url, string whose)
    {
        if (url.Contains("://", StringComparison.Ordinal)) return url;
        var way = whose == "the ledger" ? "--ledger postgresql://user:password@host:5432/database" : "--source NAME=postgresql://user:password@host:5432/database";
        var place = url is "managed" ? url : url.StartsWith("arn:", StringComparison.Ordinal) ? "arn" : null;
        throw new PlatformException(
            Stage.Configure, ExitCode.Configuration,
            place is null ? $"what is given for {whose} is no URL" : $"the URL of {whose} is kept elsewhere ({place}), which is not yet supported",
            $"Give it with {way}.")
        { Kind = place is null ? "connection-url" : "not-yet-supported" };
    }
}
