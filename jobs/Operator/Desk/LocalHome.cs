using System.Security.Cryptography;
using Platform.Lake.Files;
using Platform.LocalStack.Binaries;
using Platform.LocalStack.Cluster;
using Platform.LocalStack.Processes;

namespace Platform.Operator.Desk;

/// <summary>
/// The files of the local stack, under <c>.platform/</c>: the PostgreSQL cluster (ledger and sample source), the lake, the proof's seed, and the
/// URLs of sources that were named once.
/// </summary>
internal sealed class LocalHome(Checkout checkout)
{
    public const string LedgerDatabase = "platform_ledger";

    /// <summary>The lake's URI.</summary>
    public string Lake => FileUri.Of(LakeDirectory).AbsoluteUri.TrimEnd('/');

    public string LakeDirectory => Path.Combine(checkout.LocalFiles, "lake");

    /// <summary>16 hexadecimal digits, made once: the local stack's secret seed of the proof.</summary>
    public string ProofSeed =>
        PrivateFile.ReadOrCreate(Path.Combine(checkout.LocalFiles, "proof.seed"), () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));

    /// <summary>64 hexadecimal digits, made once: the local stack's secret for <c>mask: hash</c>.</summary>
    public string MaskSecret =>
        PrivateFile.ReadOrCreate(Path.Combine(checkout.LocalFiles, "mask.secret"), () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    /// <summary>
    /// <c>.platform/postgres</c>; where this process is root and the checkout lies under a directory that the server's user may not enter (such
    /// as <c>/root</c>), a directory of this home's own under <c>/var/tmp</c>.
    /// </summary>
    public string ClusterDirectory => Path.Combine(ServerFiles, "postgres");

    private string ServerFiles
    {
        get
        {
            if (ServerUser.Find() is null || ServerUser.FirstClosedParent(Path.Combine(checkout.LocalFiles, "postgres")) is null) return checkout.LocalFiles;
            // Named by an id that lies beside the lake: a ledger must never outlive the lake it tells of, or serve another one.
            var id = PrivateFile.ReadOrCreate(Path.Combine(checkout.LocalFiles, "id"), () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));
            return $"/var/tmp/platform-{id}";
        }
    }

    /// <summary>The running cluster, made and started where it is not.</summary>
    public async Task<LocalCluster> StartClusterAsync(Action<string> say, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(ServerFiles);
        var binaries = await PostgresBinaries.FindOrInstallAsync(ServerFiles, say, cancellationToken);
        return await LocalCluster.StartAsync(binaries, ClusterDirectory, new ClusterOptions { Superuser = "platform" }, cancellationToken);
    }

    /// <summary>The cluster if it runs; never starts it.</summary>
    public LocalCluster? RunningCluster() =>
        LocalCluster.Attached(PostgresBinaries.Find(ServerFiles), ClusterDirectory, new ClusterOptions { Superuser = "platform" });

    /// <summary>Keeps a source's URL, so that it need not be given again.</summary>
    public void RememberSource(string name, string url) => PrivateFile.Write(SourceFile(name), url + "\n");

    public string? RememberedSource(string name) => File.Exists(SourceFile(name)) ? File.ReadAllText(SourceFile(name)).Trim() : null;

    public string SourceFile(string name) => Path.Combine(checkout.LocalFiles, "sources", $"{name}.url");
}
