using Platform.Operator.Sample;
using Platform.Operator.Tests.Running;
using Platform.Registry.Loading;
using Platform.Services;

namespace Platform.Operator.Tests.Sample;

/// <summary>The committed registry of the sample source is what <c>tables add</c> would write for the live sample.</summary>
public sealed class ShopRegistryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CommittedEntries_AgainstTheLiveSample_AreWhatTablesAddFinds()
    {
        await using var platform = new PlatformProcess();
        var server = await PostgresServer.SharedAsync();
        await ShopSample.EnsureAsync(server.Cluster, Cancel);
        var url = server.Cluster.Url(ShopSample.Database);
        var written = Path.Combine(platform.Home, "registry");

        (await platform.RunAsync("tables", "check", "--source", $"shop={url}")).Expect(0);
        (await platform.RunAsync("tables", "add", "shop", "--all", "--source", $"shop={url}", "--registry", written)).Expect(0);

        var committed = RegistryLoader.Load(Path.Combine(RepositoryRoot.Path, "stacks", "registry")).Entries.Where(entry => entry.Source == "shop").ToList();
        var found = RegistryLoader.Load(written).Entries;
        Assert.Equal(found.Select(entry => entry.FullName), committed.Select(entry => entry.FullName));
        foreach (var (expected, actual) in found.Zip(committed))
        {
            Assert.Equal(expected.Key, actual.Key);
            Assert.Equal(expected.Description, actual.Description);
            Assert.Equal(expected.Columns.Select(c => (c.Name, Canonical(c.Type), c.Nullable)), actual.Columns.Select(c => (c.Name, Canonical(c.Type), c.Nullable)));
        }
    }

    [Fact]
    public async Task Ensure_CalledTwiceAtOnce_MakesTheRowsOnce()
    {
        await using var server = await PostgresServer.StartOwnAsync(cancellationToken: Cancel);

        var made = await Task.WhenAll(ShopSample.EnsureAsync(server.Cluster, Cancel), ShopSample.EnsureAsync(server.Cluster, Cancel));

        Assert.Equal([false, true], made.Order());
    }

    private static string Canonical(string type) =>
        Registry.Types.PostgresTypeName.TryParse(type, out var name) ? $"{name}" : $"not a type: {type}";
}
