using Platform.Registry.Entries;
using Platform.Registry.Tests.Loading;

namespace Platform.Registry.Tests.Grammar;

/// <summary>The two examples of docs/registry.md are the grammar.</summary>
public class DocumentedExampleTests
{
    private const string Items = "table: public.order_items\nschedule: hourly\ncolumns: [{ name: id, type: bigint }]\n";

    [Fact]
    public void Examples_WithEveryFeature_AreReadWhole()
    {
        using var folder = Examples();
        var registry = folder.LoadWholeGrammar();
        var source = Assert.Single(registry.Sources);
        Assert.Equal(new Guard(8, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)), source.Guard);
        Assert.Equal(["subnet-1", "subnet-2"], source.Network!.Subnets);
        Assert.Equal(new TableName("public", "order_items"), Assert.Single(source.Groups).Tables[1]);

        var entry = registry.Find("public.orders");
        Assert.Equal("One row per order.", entry.Description);
        Assert.Equal(["order_id"], entry.Key);
        Assert.Equal("deleted_at is null", entry.Filter);
        Assert.Equal(7, entry.Columns.Count);
        Assert.Equal(new EntryColumn { Name = "weight", Type = "numeric", As = "decimal(20,6)" }, entry.Columns[3]);
        Assert.Equal(new EntryColumn { Name = "email", Type = "text", Mask = Mask.Hash, Pii = true }, entry.Columns[4]);
        Assert.Equal(8, entry.Checks.Count);
        Assert.Equal(CheckSeverity.Warn, entry.Checks[2].Severity);
        Assert.Equal(new Check.RowCountChange(30, 24), entry.Checks[5]);
        Assert.Equal(new Check.Range("total", "0", null), entry.Checks[3]);
        Assert.Equal(new Keep(TimeSpan.FromHours(72), TimeSpan.FromDays(90), TimeSpan.FromDays(7 * 366)), entry.Keep);
        Assert.Equal(TimeSpan.FromDays(30), entry.Storage.InfrequentAccess);
        Assert.Equal(new Resources(1, 2L << 30, TimeSpan.FromMinutes(55)), entry.Resources);
        Assert.Equal(new Expect(5_000_000, 2L << 30), entry.Expect);
        Assert.Equal("sales", entry.Tags["domain"]);
        Assert.Equal("arn:aws:iam::123456789012:role/analyst", Assert.Single(entry.Readers));
    }

    [Fact]
    public void Examples_Today_NameNothingThatIsNotBuilt()
    {
        using var folder = Examples();
        Assert.Equal(["public.order_items", "public.orders"], folder.Load().Entries.Select(entry => entry.Table.ToString()).Order(StringComparer.Ordinal));
    }

    private static RegistryFolder Examples()
    {
        var blocks = File.ReadAllText(Repository.File("docs/registry.md")).Split("```yaml\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]).ToList();
        Assert.StartsWith("# stacks/registry/shop/source.yaml\n", blocks[0], StringComparison.Ordinal);
        Assert.StartsWith("# stacks/registry/shop/public.orders.yaml\n", blocks[1], StringComparison.Ordinal);
        return new RegistryFolder(("shop/source.yaml", blocks[0]), ("shop/public.orders.yaml", blocks[1]), ("shop/public.order_items.yaml", Items));
    }
}
