using Platform.Fakes.Glue;
using Platform.Fakes.Http;
using Platform.Ledger.Publications;
using Platform.Publication.Migrating;
using Platform.Registry.Failures;

namespace Platform.Publication.Tests.Migrating;

/// <summary>Earlier partitions under the columns that their table has now, in Glue, beside whoever publishes.</summary>
public sealed class ColumnMigrationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migration_AfterACompatibleChange_GivesEveryPartitionTheTablesColumnsAndNothingElse()
    {
        await using var glue = await FakeGlue.StartAsync("local_shop");
        await using var site = await PublishingSite.CreateAsync(glue, hours: 130);
        var before = glue.Partitions("local_shop", "orders");
        glue.Deploy("local_shop", "orders", null, "parquet", ("order_id", "bigint"), ("note", "string"));

        var told = await MigrateAsync(site, change: false);
        var done = await MigrateAsync(site);
        var again = await MigrateAsync(site);

        Assert.Equal((130, 130, 0), (told.Partitions, told.Migrated, told.Left));
        Assert.Equal((130, 130, 0), (done.Partitions, done.Migrated, done.Left));
        Assert.Equal((130, 0, 0), (again.Partitions, again.Migrated, again.Left));
        // 100 partitions are the most that Glue takes at once.
        Assert.Equal([100, 30], glue.Requests.Where(request => request.Operation == "BatchUpdatePartition").Select(request => request.Body.GetProperty("Entries").GetArrayLength()));
        foreach (var (key, partition) in glue.Partitions("local_shop", "orders"))
        {
            Assert.Equal(["order_id", "note"], partition["StorageDescriptor"]!["Columns"]!.AsArray().Select(column => column!["Name"]!.GetValue<string>()));
            Assert.Equal(before[key]["StorageDescriptor"]!["Location"]!.GetValue<string>(), partition["StorageDescriptor"]!["Location"]!.GetValue<string>());
            Assert.Equal(before[key]["Parameters"]!.ToJsonString(), partition["Parameters"]!.ToJsonString());
        }
        Assert.Equal(0, await site.Database.ScalarAsync<long>("select count(*) from platform.publication_send where finished_at is null", Cancellation));
    }

    [Fact]
    public async Task Migration_ThatIsCutOff_GoesOnWhereItWas()
    {
        await using var glue = await FakeGlue.StartAsync("local_shop");
        await using var site = await PublishingSite.CreateAsync(glue, hours: 130);
        glue.Deploy("local_shop", "orders", null, "parquet", ("order_id", "bigint"), ("note", "string"));
        glue.Faults.Add(new Fault { Operation = "BatchUpdatePartition", Kind = FaultKind.Refused, Status = 400, Code = "AccessDeniedException", After = 1 });

        var denied = await Assert.ThrowsAsync<PlatformException>(() => MigrateAsync(site));
        var done = await MigrateAsync(site);

        Assert.Equal((ExitCode.Permission, "allow glue:BatchUpdatePartition on catalog table local_shop.orders"), (denied.ExitCode, denied.Hint));
        Assert.Equal((130, 30), (done.Partitions, done.Migrated));
    }

    [Theory]
    [InlineData("string", "column order_id was bigint and becomes string, which earlier partitions cannot be read as")]
    [InlineData(null, "column order_id is gone from the catalog, and queries that name it fail")]
    public async Task Migration_OfAnIncompatibleChange_NeedsANewVersionAndChangesNothing(string? type, string problem)
    {
        await using var glue = await FakeGlue.StartAsync("local_shop");
        await using var site = await PublishingSite.CreateAsync(glue, hours: 2);
        glue.Deploy("local_shop", "orders", null, "parquet", type is null ? ("note", "string") : ("order_id", type));

        var refused = await Assert.ThrowsAsync<PlatformException>(() => MigrateAsync(site));

        Assert.Equal((ExitCode.Data, "columns-incompatible", $"earlier partitions of local_shop.orders cannot be read under its columns: {problem}"), (refused.ExitCode, refused.Kind, refused.Message));
        Assert.StartsWith("raise version in the entry", refused.Hint, StringComparison.Ordinal);
        Assert.Equal(0, glue.Count("BatchUpdatePartition"));
    }

    [Fact]
    public async Task Migration_WhoseRequestMayStillArrive_MakesAReplacementWait()
    {
        await using var glue = await FakeGlue.StartAsync("local_shop");
        await using var site = await PublishingSite.CreateAsync(glue, hours: 1);
        var published = (await site.PartitionAsync(PublishingSite.At(0)))!.Parameters.Publication;
        var (ledger, _) = site.Process();

        // A migration that is frozen after the ledger let it send.
        Assert.Equal([published], await ledger.TellAgainAsync([published], Cancellation));
        var (other, publisher) = site.Process(ScriptedFaults.DieAt(Registry.Faults.FlowStep.Decided));
        await Assert.ThrowsAsync<DiedException>(() => site.RunAsync((other, publisher), rows: 9, PublishingSite.At(0), force: true));
        var replacing = Assert.Single(await ledger.IntendedAsync(null, null, Cancellation));

        var waits = await other.CheckNewestAndMarkSentAsync(replacing, catalogCompares: false, Cancellation);
        Assert.InRange(Assert.IsType<SendPermit.Wait>(waits).For, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
        Assert.Empty(await ledger.TellAgainAsync([published], Cancellation));
        await ledger.ToldAgainAsync([published], Cancellation);
        Assert.IsType<SendPermit.Send>(await other.CheckNewestAndMarkSentAsync(replacing, catalogCompares: false, Cancellation));
    }

    [Fact]
    public async Task Migration_OfAReplacedPartition_LeavesItToWhoReplacesIt()
    {
        await using var glue = await FakeGlue.StartAsync("local_shop");
        await using var site = await PublishingSite.CreateAsync(glue, hours: 2);
        await Assert.ThrowsAsync<DiedException>(() => site.RunAsync(site.Process(ScriptedFaults.DieAt(Registry.Faults.FlowStep.Decided)), rows: 9, PublishingSite.At(0), force: true));
        glue.Deploy("local_shop", "orders", null, "parquet", ("order_id", "bigint"), ("note", "string"));

        var done = await MigrateAsync(site);

        Assert.Equal((2, 1, 1), (done.Partitions, done.Migrated, done.Left));
    }

    private static async Task<MigratedTable> MigrateAsync(PublishingSite site, bool change = true)
    {
        var (ledger, _) = site.Process();
        return await new ColumnMigration(ledger, site.Catalog, TimeProvider.System).RunAsync(PublishingSite.Orders, change, Cancellation);
    }
}
