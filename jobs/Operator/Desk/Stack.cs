using Platform.Aws.Calls;
using Platform.Aws.Databases;
using Platform.Aws.SecretsManager;
using Platform.Lake.Catalog;
using Platform.Lake.Files;
using Platform.LocalStack.Cluster;
using Platform.Operator.CommandLine;
using Platform.Operator.Sample;
using Platform.Registry.Connections;
using Platform.Registry.Deployment;
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

    private const string LedgerWords = "the ledger";

    private readonly Invocation _invocation;
    private readonly StackSettings _settings;
    private readonly LocalHome _home;
    private LocalCluster? _cluster;
    private string? _ledgerUrl;

    public Stack(Invocation invocation)
    {
        _invocation = invocation;
        _settings = StackLoader.Load(invocation.Checkout.Stacks, invocation.Global.Stack);
        _home = new LocalHome(invocation.Checkout);
        // Lake, catalog and jobs look the region up as every AWS tool does; a deployed stack's own is right, whatever the desk's is.
        if (_settings.Region is { } region) Environment.SetEnvironmentVariable("AWS_REGION", region);
        // The bucket of a deployed stack is the account's: one that somebody else made by that name is refused.
        if (_settings.Cloud?.Account is { } account && invocation.Global.Lake is null && Environment.GetEnvironmentVariable(JobVariables.LakeOwner) is null) Environment.SetEnvironmentVariable(JobVariables.LakeOwner, account);
        Lake = LakeOf(invocation.Global.Lake ?? (_settings is { IsLocal: true, Lake: ".platform/lake" } ? _home.Lake : _settings.Lake));
    }

    public string Name => _settings.Name;

    /// <summary>File of trusted root certificates for the databases, where the environment names one.</summary>
    private static string? Certificates => Environment.GetEnvironmentVariable(DatabaseSecret.CertificatesVariable) is { Length: > 0 } file ? file : null;

    public bool IsLocal => _settings.IsLocal;

    /// <summary>The lake's URI.</summary>
    public Uri Lake { get; }

    /// <summary>The lake's URI as text, without a slash at its end.</summary>
    public string LakeUri => Lake.AbsoluteUri.TrimEnd('/');

    public ProofMode Proof => _settings.Proof;

    /// <summary>Where <c>snapshot</c> and <c>rerun</c> run jobs.</summary>
    public Execution Execution => _settings.Execution;

    /// <summary>The AWS account of a deployed stack; a star where its file does not say.</summary>
    public string Account => _settings.Cloud?.Account ?? "*";

    /// <summary>ARN of the secret with the seed of the proof; null where there is none.</summary>
    public string? ProofSeedSecret => _settings.Cloud?.ProofSeed;

    /// <summary>ARN of the secret for <c>mask: hash</c>; null where there is none.</summary>
    public string? MaskSecret => _settings.Cloud?.MaskSecret;

    /// <summary>ARN of the user that jobs log into a source's database as by IAM; null where they have a password.</summary>
    public string? IamUserOf(string source) => _settings.Cloud?.Databases.GetValueOrDefault(source)?.IamUser;

    /// <summary>ARN of the secret with the ledger's URL; null where it is none, or the deployment's to know.</summary>
    public string? LedgerSecret => SecretReference.TryParse(_settings.Ledger)?.Arn;

    public TimeSpan MaxWait => _settings.MaxWait;

    /// <summary>The stack's secret seed of the proof: from the environment, or, on a deployed stack, from where its jobs find it.</summary>
    public Task<string> ProofSeedAsync(CancellationToken cancellationToken) => IsLocal ? Task.FromResult(_home.ProofSeed) : SecretAsync(
        JobVariables.ProofSeed, _settings.Cloud?.ProofSeed, "the secret seed of the proof", $"Set {JobVariables.ProofSeed} to the stack's 16 hexadecimal digits.", cancellationToken);

    /// <summary>The stack's secret for <c>mask: hash</c>, kept as the seed is.</summary>
    public Task<string> MaskSecretAsync(CancellationToken cancellationToken) => IsLocal ? Task.FromResult(_home.MaskSecret) : SecretAsync(
        JobVariables.MaskSecret, _settings.Cloud?.MaskSecret, "the secret for mask: hash", $"Set {JobVariables.MaskSecret} to the stack's own: another one would give other hashes.", cancellationToken);

    /// <summary>True where the ledger is the stack's own in RDS, and not named for this command.</summary>
    public bool HasManagedLedger => _invocation.Global.Ledger is null && _settings.Ledger == "managed";

    /// <summary>A client of AWS in the stack's region; the caller disposes.</summary>
    public AwsClient OpenAws() => new(AwsSettings.Read(Environment.GetEnvironmentVariable, _settings.Region), _invocation.Clock);

    /// <summary>The logins of the managed ledger.</summary>
    public ManagedLedgerLogins LedgerLogins(AwsClient client) => new(Name, client, Certificates);

    /// <summary>ARN of the secret with a source's URL; null where it is none.</summary>
    public string? SecretOf(string source) => SecretReference.TryParse(_settings.Sources.GetValueOrDefault(source))?.Arn;

    public string RegistryDirectory => _invocation.Global.Registry is { } chosen ? Path.GetFullPath(chosen) : _invocation.Checkout.Registry;

    public RegistryContents LoadRegistry() => RegistryLoader.Load(RegistryDirectory);

    /// <summary>The catalog table of an entry's output.</summary>
    public TableIdentifier TableOf(Entry entry) => new(CatalogNames.Database(Name, entry.Source), CatalogNames.Table(entry));

    /// <summary>The local stack's running cluster.</summary>
    public async Task<LocalCluster> ClusterAsync(CancellationToken cancellationToken) =>
        _cluster ??= await _home.StartClusterAsync(_invocation.Say, cancellationToken);

    /// <summary>The ledger's URL, with its password: for a child's environment or a connection, never for a message.</summary>
    public async Task<string> LedgerUrlAsync(CancellationToken cancellationToken) => _ledgerUrl ??= await FindLedgerAsync(cancellationToken);

    /// <summary>The ledger, to connect to.</summary>
    public async Task<ConnectionUrl> LedgerAsync(CancellationToken cancellationToken) => Login(await LedgerUrlAsync(cancellationToken));

    /// <summary>The ledger as the role that owns its schema: that of <c>--ledger</c>, or of the stack's owner_secret, or the jobs' own.</summary>
    public async Task<ConnectionUrl> LedgerOwnerAsync(CancellationToken cancellationToken) => _invocation.Global.Ledger is null && _settings.Cloud?.Ledger.OwnerSecret is { } owner
        ? Login(await ResolvedAsync(SecretReference.Scheme + owner, LedgerWords, cancellationToken))
        : await LedgerAsync(cancellationToken);

    /// <summary>A source, to connect to.</summary>
    /// <exception cref="PlatformException">As <see cref="SourceUrlAsync"/> throws.</exception>
    public async Task<ConnectionUrl> SourceAsync(string name, CancellationToken cancellationToken) => Login(await SourceUrlAsync(name, cancellationToken));

    /// <summary>A source's URL: from <c>--source</c>, as remembered from an earlier <c>--source</c>, or the sample's.</summary>
    /// <exception cref="PlatformException">78 where the source is unknown.</exception>
    public async Task<string> SourceUrlAsync(string name, CancellationToken cancellationToken)
    {
        if (_invocation.Global.Sources.TryGetValue(name, out var chosen))
        {
            _ = ConnectionUrl.Parse(chosen);
            return chosen;
        }

        if (_settings.Sources.TryGetValue(name, out var configured)) return await ResolvedAsync(configured, $"the source {name}", cancellationToken);
        if (IsLocal && _home.RememberedSource(name) is { } remembered) return remembered;
        if (IsLocal && name is ShopSample.SourceName or ShopSample.BackupName) return (await ClusterAsync(cancellationToken)).Url(ShopSample.Database);
        throw new PlatformException(
            Stage.Configure, ExitCode.Configuration, $"it is not known where the source {name} is",
            $"Say so once: --source {name}=postgresql://user:password@host:5432/database")
        { Kind = "source-unknown", SourceName = name };
    }

    /// <summary>On the local stack, keeps the URLs given by <c>--source</c> for later commands, and says so.</summary>
    public void RememberSources()
    {
        if (!IsLocal) return;
        foreach (var (name, url) in _invocation.Global.Sources)
        {
            if (_home.RememberedSource(name) == url) continue;
            _home.RememberSource(name, url);
            _invocation.Say($"The URL of {name} is kept in {_home.SourceFile(name)}, readable by you alone.");
        }
    }

    /// <summary>With <c>iam=true</c>, each connection logs in with a token that this desk's credentials sign.</summary>
    private ConnectionUrl Login(string url) => IamLogin.Of(ConnectionUrl.Parse(url), Environment.GetEnvironmentVariable, _invocation.Clock);

    private static Uri LakeOf(string lake)
    {
        // A bare path is a convenience of the desk.
        if (!lake.Contains("://", StringComparison.Ordinal)) return FileUri.Of(Path.GetFullPath(lake).TrimEnd('/'));
        return Uri.TryCreate(lake, UriKind.Absolute, out var uri) && (uri.IsFile || uri is { Scheme: "s3", Host.Length: > 0 })
            ? uri
            : throw new PlatformException(Stage.Configure, ExitCode.Usage, "the lake is neither a directory nor a bucket", "Write it like --lake file:///var/lake, or --lake s3://bucket/prefix.") { Kind = "usage" };
    }

    private async Task<string> FindLedgerAsync(CancellationToken cancellationToken)
    {
        if (HasManagedLedger)
        {
            using var client = OpenAws();
            var logins = LedgerLogins(client);
            return await logins.JobUrlAsync(await logins.FindAsync(cancellationToken), cancellationToken);
        }

        if ((_invocation.Global.Ledger ?? _settings.Ledger) is { } chosen) return await ResolvedAsync(chosen, LedgerWords, cancellationToken);
        var running = await ClusterAsync(cancellationToken);
        await running.CreateDatabaseAsync(LocalHome.LedgerDatabase, cancellationToken);
        return running.Url(LocalHome.LedgerDatabase);
    }

    /// <summary>A URL, or what the secret holds that is named in its place. What is neither may be a mistyped URL with a password in it, and is not repeated.</summary>
    private async Task<string> ResolvedAsync(string url, string whose, CancellationToken cancellationToken)
    {
        if (SecretReference.TryParse(url) is { } reference)
        {
            using var client = OpenAws();
            return await new SecretReader(client).ReadUrlAsync(reference, Certificates, cancellationToken);
        }

        if (url.Contains("://", StringComparison.Ordinal)) return url;
        var way = whose == LedgerWords ? "--ledger postgresql://user:password@host:5432/database" : "--source NAME=postgresql://user:password@host:5432/database";
        throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"what is given for {whose} is no URL", $"Give it with {way}, or as secretsmanager:ARN.") { Kind = "connection-url" };
    }

    private async Task<string> SecretAsync(string variable, string? arn, string what, string hint, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given) return given;
        if (arn is null) throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"{what} of stack {Name} is not known here", hint) { Kind = "environment" };
        using var client = OpenAws();
        return await new SecretReader(client).ReadAsync(SecretReference.OfArn(arn), cancellationToken);
    }
}
