using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Aws.Calls;
using Platform.Aws.SecretsManager;
using Platform.Aws.SystemsManager;
using Platform.Ledger;
using Platform.Ledger.Logins;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Registry.Stacks;

namespace Platform.Operator.Desk;

/// <summary>
/// The two logins of a stack's managed ledger: its owner's, whose password RDS keeps and changes, and the jobs', whose password is made here and kept in the stack's secret
/// in the form that RDS writes.
/// </summary>
internal sealed class ManagedLedgerLogins(string stack, AwsClient client, string? certificates)
{
    public const string NotDeployed = "ledger-not-deployed";

    private const int PasswordBytes = 32;

    private readonly SecretReader _secrets = new(client);

    /// <summary>Where the deployment says that it is.</summary>
    /// <exception cref="PlatformException">78, <see cref="NotDeployed"/>: the deployment did not make it yet.</exception>
    public async Task<ManagedLedger> FindAsync(CancellationToken cancellationToken)
    {
        var name = ManagedLedger.ParameterOf(stack);
        var found = await new ParameterReader(client).TryReadAsync(name, cancellationToken) ?? throw new PlatformException(
            Stage.Configure, ExitCode.Configuration, $"stack {stack} has no managed ledger yet: there is no parameter {name}",
            $"Deploy first, pulumi up --stack {stack} makes it; then run ./platform ledger migrate --stack {stack}.")
        { Kind = NotDeployed };
        try
        {
            return ManagedLedger.Parse(found);
        }
        catch (JsonException error)
        {
            throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"parameter {name} does not say where a ledger is", "Deploy again: pulumi up writes it.", error) { Kind = "ledger-parameter" };
        }
    }

    /// <summary>The login of the role that owns the schema; over TLS, verified where there are certificates to verify it by.</summary>
    public async Task<ConnectionUrl> OwnerAsync(ManagedLedger ledger, CancellationToken cancellationToken) => new()
    {
        Host = ledger.Host,
        Port = ledger.Port,
        Database = ledger.Database,
        User = await _secrets.ReadAsync(new SecretReference(ledger.OwnerSecret, "username"), cancellationToken),
        Password = await _secrets.ReadAsync(new SecretReference(ledger.OwnerSecret, "password"), cancellationToken),
        SslMode = certificates is null ? SslMode.Require : SslMode.VerifyFull,
        SslRootCert = certificates,
    };

    /// <summary>The URL by which jobs connect, and people who ask what ran.</summary>
    /// <exception cref="PlatformException">78, kind <c>ledger-login</c>: nobody migrated yet.</exception>
    public async Task<string> JobUrlAsync(ManagedLedger ledger, CancellationToken cancellationToken)
    {
        var kept = await _secrets.TryReadAsync(ledger.JobSecret, cancellationToken) ?? throw new PlatformException(
            Stage.Configure, ExitCode.Configuration, $"the managed ledger of stack {stack} has no login for jobs yet", $"Run ./platform ledger migrate --stack {stack}, which makes it.")
        { Kind = "ledger-login" };
        return DatabaseSecret.ToUrl($"secret {ledger.JobSecret}", kept, certificates);
    }

    /// <summary>Makes the jobs' login where it is missing, and mends it where secret and database disagree; a password that is kept stays. Call it as often as you like.</summary>
    public Task EnsureJobAsync(ManagedLedger ledger, ConnectionUrl owner, TimeProvider clock, CancellationToken cancellationToken) =>
        JobLogin.EnsureAsync(owner, ManagedLedger.JobLogin, async token =>
        {
            var kept = await _secrets.TryReadAsync(ledger.JobSecret, token);
            var password = Kept(kept) ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes));
            var wanted = Form(ledger, password);
            if (kept != wanted) await new SecretWriter(client).WriteAsync(ledger.JobSecret, wanted, token);
            return password;
        }, new LedgerOptions(), clock, cancellationToken);

    private static string? Kept(string? secret)
    {
        if (secret is null || DatabaseSecret.Members(secret) is not { } members) return null;
        using (members) return DatabaseSecret.Member(members.RootElement, "password");
    }

    /// <summary>The members that RDS's own secrets have.</summary>
    private static string Form(ManagedLedger ledger, string password) => new JsonObject
    {
        ["engine"] = "postgres",
        ["host"] = ledger.Host,
        ["port"] = ledger.Port,
        ["username"] = ManagedLedger.JobLogin,
        ["password"] = password,
        ["dbname"] = ledger.Database,
    }.ToJsonString();
}
