using System.Text.Json.Nodes;
using Platform.Fakes.Glue;
using Platform.Fakes.Http;
using Platform.Fakes.Services;
using Platform.Fakes.Signing;
using Platform.Operator.Tests.Running;
using Platform.Publication.Tests;

namespace Platform.Operator.Tests.Commands;

/// <summary><c>platform tables migrate</c> as it is typed, on a catalog in Glue.</summary>
public sealed class TablesMigrateTests
{
    /// <summary>More than Glue takes in one request.</summary>
    private const int Hours = 130;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_KilledOnItsWay_GoesOnWhereItWas()
    {
        await using var glue = await FakeGlue.StartAsync("local_shop");
        await using var site = await PublishingSite.CreateAsync(glue, Hours);
        await using var platform = Desk(glue);
        var locations = Locations(glue);
        glue.Deploy("local_shop", "orders", null, "parquet", ("order_id", "bigint"), ("note", "string"));

        var told = await platform.RunAsync(Migrate(site, platform, "--dry-run"));
        glue.Faults.Add(Fault.Of(FaultKind.Slow, "BatchUpdatePartition", after: 1));
        using (var killed = platform.Start(Migrate(site, platform)))
        {
            while (glue.Count("BatchUpdatePartition") < 2 && !killed.HasExited) await Task.Delay(10, Cancel);
            killed.Kill();
            await PlatformProcess.EndAsync(killed);
        }
        var rest = await platform.RunAsync(Migrate(site, platform));
        var again = await platform.RunAsync(Migrate(site, platform, "public.orders", "--output", "json"));

        Assert.Equal("local_shop.orders: 130 of 130 partitions would get the table's columns.\n", told.Expect(0).Output);
        Assert.Equal("local_shop.orders: 30 of 130 partitions got the table's columns.\n", rest.Expect(0).Output);
        Assert.Equal("""[{"table":"local_shop.orders","partitions":130,"migrated":0,"left":0}]""", JsonNode.Parse(again.Expect(0).Output)!["tables"]!.ToJsonString());
        Assert.Equal(locations, Locations(glue));
        Assert.All(glue.Partitions("local_shop", "orders").Values, partition => Assert.Equal(2, partition["StorageDescriptor"]!["Columns"]!.AsArray().Count));
    }

    [Fact]
    public async Task Migrate_AfterAnIncompatibleChange_AsksForANewVersion()
    {
        await using var glue = await FakeGlue.StartAsync("local_shop");
        await using var site = await PublishingSite.CreateAsync(glue, hours: 1);
        await using var platform = Desk(glue);
        glue.Deploy("local_shop", "orders", null, "parquet", ("order_id", "string"));

        var refused = (await platform.RunAsync(Migrate(site, platform))).Expect(65);

        Assert.Equal(
            """
            error: earlier partitions of local_shop.orders cannot be read under its columns: column order_id was bigint and becomes string, which earlier partitions cannot be read as
            hint: raise version in the entry and deploy: a new catalog table begins beside the old one, which takes its columns back

            """, refused.Errors);
        Assert.Equal(0, glue.Count("BatchUpdatePartition"));
    }

    private static string[] Migrate(PublishingSite site, PlatformProcess platform, params string[] further) =>
        ["tables", "migrate", "--lake", "s3://lake-of-tests/x", "--ledger", site.Database.Url, "--registry", new RegistryFolder(platform.Home).Source("shop").SmallTable("shop", "public.orders").Path, .. further];

    private static PlatformProcess Desk(FakeGlue glue) =>
        new PlatformProcess().With(FakeCredentials.Default.Variables).With("AWS_REGION", FakeJsonService.Region).With("AWS_ENDPOINT_URL_GLUE", glue.Endpoint.AbsoluteUri);

    private static List<string> Locations(FakeGlue glue) => [.. glue.Partitions("local_shop", "orders").Select(pair => $"{pair.Key} {pair.Value["StorageDescriptor"]!["Location"]}")];
}
