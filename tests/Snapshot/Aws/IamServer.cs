using Platform.Fakes.Iam;
using Platform.Fakes.S3;
using Platform.Fakes.Signing;
using Platform.Services;

namespace Platform.Snapshot.Tests.Aws;

/// <summary>A server with a role that logs in over TLS with tokens, and in no other way: PostgreSQL asks a directory that accepts nothing else.</summary>
internal sealed class IamServer : IAsyncDisposable
{
    private const string Role = "iam reader";

    private readonly ServerCertificates _certificates = new();
    private readonly string _files = System.IO.Directory.CreateTempSubdirectory("platform-iam-").FullName;

    private IamServer()
    {
    }

    public FakeIamDirectory Directory { get; } = new(FakeS3.Region);

    public PostgresServer Server { get; private set; } = null!;

    /// <summary>File with the certificate of the authority that the server's is of.</summary>
    public string Root => Path.Combine(_files, "root.crt");

    /// <summary>Who signs its tokens, and where.</summary>
    public static IReadOnlyList<(string Name, string Value)> Signer { get; } = [.. FakeCredentials.Default.Variables, ("AWS_REGION", FakeS3.Region)];

    public static async Task<IamServer> StartAsync()
    {
        var server = new IamServer();
        await File.WriteAllTextAsync(server.Root, server._certificates.AuthorityPem);
        server.Server = await PostgresServer.StartOwnAsync(new()
        {
            Settings = ServerCertificates.Settings,
            Files = server._certificates.ServerFiles("localhost"),
            HbaLines =
            [
                $"hostssl all \"{Role}\" 127.0.0.1/32 ldap ldapserver=127.0.0.1 ldapport={server.Directory.Port} ldapprefix=\"{FakeIamDirectory.NamePrefix}\"",
                $"host all \"{Role}\" 127.0.0.1/32 reject",
                "host all all 127.0.0.1/32 scram-sha-256",
            ],
        });
        server.Directory.Authority = $"localhost:{server.Server.Cluster.Port}";
        await server.Server.Cluster.ExecuteAsync("postgres", $"create role \"{Role}\" superuser login", CancellationToken.None);
        return server;
    }

    /// <summary>Where the role finds a database of the server; <c>iam=true</c>.</summary>
    public string Url(TestDatabase database) => $"{Login}/{database.Name}?iam=true&sslmode=verify-full&sslrootcert={Root}";

    /// <summary>A URL's beginning, without database and parameters.</summary>
    public string Login => $"postgresql://{Uri.EscapeDataString(Role)}@localhost:{Server.Cluster.Port}";

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Dispose();
        _certificates.Dispose();
        System.IO.Directory.Delete(_files, recursive: true);
    }
}
