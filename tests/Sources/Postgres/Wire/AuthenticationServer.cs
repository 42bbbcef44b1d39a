using Platform.LocalStack.Cluster;
using Platform.Registry.Connections;
using Platform.Services;

namespace Platform.Sources.Postgres.Tests.Wire;

/// <summary>A server with TLS and one role per authentication method; each role's password is <see cref="Password"/>.</summary>
public sealed class AuthenticationServer : IAsyncLifetime
{
    public const string Password = "pässword :@/ % 1";

    private readonly ServerCertificates _authority = new();
    private PostgresServer? _server;

    public string RootFile { get; private set; } = "";

    public string OtherRootFile { get; private set; } = "";

    public string ClientCertificate { get; private set; } = "";

    public string ClientKey { get; private set; } = "";

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("platform-wire-").FullName;

    public LocalCluster Cluster => _server!.Cluster;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartOwnAsync(new ClusterOptions
        {
            UnixSocket = true,
            Settings = ServerCertificates.Settings,
            Files = _authority.ServerFiles("localhost"),
            HbaLines =
            [
                "local all trusted trust",
                "host all trusted 127.0.0.1/32 trust",
                "host all clear 127.0.0.1/32 password",
                "host all md5er 127.0.0.1/32 md5",
                "host all scram 127.0.0.1/32 scram-sha-256",
                "hostssl all tlsonly 127.0.0.1/32 scram-sha-256",
                "hostnossl all plainonly 127.0.0.1/32 scram-sha-256",
                "hostssl all certified 127.0.0.1/32 cert",
                "host all nobody 127.0.0.1/32 reject",
                "host all postgres,absent 127.0.0.1/32 scram-sha-256",
            ],
        });
        foreach (var role in (string[])["trusted", "clear", "scram", "tlsonly", "plainonly", "certified", "nobody"])
            await Cluster.ExecuteAsync("postgres", $"create role {role} login password '{Password}'");
        await Cluster.ExecuteAsync("postgres", $"set password_encryption = 'md5'; create role md5er login password '{Password}'");

        RootFile = Write("root.crt", _authority.AuthorityPem);
        using var other = new ServerCertificates("Another authority");
        OtherRootFile = Write("other.crt", other.AuthorityPem);
        var (certificate, key) = _authority.ForClient("certified");
        ClientCertificate = Write("client.crt", certificate);
        ClientKey = Write("client.key", key);
    }

    /// <summary>A URL of a role of this server.</summary>
    public ConnectionUrl Url(string role, string parameters = "", string host = "127.0.0.1", string? password = Password) => ConnectionUrl.Parse(
        $"postgresql://{role}{(password is null ? "" : $":{Uri.EscapeDataString(password)}")}@{host}:{Cluster.Port}/postgres?{parameters}", _ => null);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _authority.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(Directory, name);
        File.WriteAllText(path, text);
        return path;
    }
}
