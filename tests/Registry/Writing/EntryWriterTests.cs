using Platform.Registry.Entries;
using Platform.Registry.Schedules;
using Platform.Registry.Tests.Loading;
using Platform.Registry.Writing;

namespace Platform.Registry.Tests.Writing;

public class EntryWriterTests
{
    [Fact]
    public void Write_SmallEntry_IsPinned()
    {
        var file = new EntryFile
        {
            Table = new TableName("public", "orders"),
            Description = "One row: per order.",
            Key = ["order_id"],
            Columns =
            [
                new EntryColumn { Name = "order_id", Type = "bigint", Nullable = false },
                new EntryColumn { Name = "total", Type = "numeric", As = "decimal(12,2)" },
                new EntryColumn { Name = "no", Type = "text[]", Pii = true },
            ],
            Keep = new Keep(TimeSpan.FromHours(72), TimeSpan.FromDays(90), TimeSpan.FromDays(7 * 366)),
        };
        var comments = new EntryComments
        {
            Header = "Written by tables add.\nRead it once.",
            Keys = new Dictionary<string, string> { ["key"] = "the primary key" },
            Columns = new Dictionary<string, string> { ["total"] = "numeric without precision; fits 1,000 rows" },
        };
        Assert.Equal(
            """
            # yaml-language-server: $schema=../table.schema.json
            # Written by tables add.
            # Read it once.
            table: public.orders
            description: "One row: per order."
            # the primary key
            key: [order_id]
            columns:
              - { name: order_id, type: bigint, nullable: false }
              - { name: total, type: numeric, as: "decimal(12,2)" }    # numeric without precision; fits 1,000 rows
              - { name: "no", type: "text[]", pii: true }
            keep: { hourly: 72h, daily: 90d, monthly: 7y }

            """,
            EntryWriter.Write(file, comments));
    }

    [Fact]
    public void Write_Source_ReadsBack()
    {
        var source = new SourceSettings { Name = "shop", Owner = "a: b", Guard = new Guard(3, TimeSpan.FromMinutes(90), TimeSpan.FromSeconds(10), TimeSpan.FromHours(2)), Defaults = new SourceDefaults { Schedule = Schedule.Daily } };
        var text = EntryWriter.Write(source);
        Assert.Equal(
            """
            # yaml-language-server: $schema=../source.schema.json
            engine: postgres
            owner: "a: b"
            guard: { connections: 3, max_snapshot_age: 90m, max_replica_lag: 10s, statement_timeout: 2h }
            defaults: { schedule: daily }

            """,
            text);
        using var folder = new RegistryFolder(("shop/source.yaml", text));
        Assert.Equal(text, EntryWriter.Write(Assert.Single(folder.Load().Sources)));
    }

    [Fact]
    public void Write_HostileNames_ReadBackAsTheyWere()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 200; i++)
        {
            var file = HostileEntries.Next(random);
            var comments = HostileEntries.Comments(random, file);
            var text = EntryWriter.Write(file, comments);
            using var folder = new RegistryFolder(("shop/source.yaml", RegistryFolder.Source), ("shop/" + EntryWriter.FileName(file.Table), text));
            var failure = Record.Exception(() => AssertEqual(file, folder.LoadWholeGrammar().Entries[0]));
            Assert.True(failure is null, $"seed {seed}, case {i}: {failure?.Message}\n{text}");
        }
    }

    [Theory]
    [InlineData("no")]
    [InlineData("1e3")]
    [InlineData("a: b")]
    [InlineData("naïve")]
    [InlineData("two\nlines")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("- a")]
    [InlineData("0x1F")]
    [InlineData("2026-03-01")]
    [InlineData(" padded ")]
    [InlineData("'single'")]
    [InlineData("\"double\"")]
    [InlineData("back\\slash")]
    [InlineData("a #b")]
    [InlineData("{a}")]
    [InlineData("%x")]
    [InlineData("\u0085\u2028\uFEFF\u0001")]
    [InlineData("\U0001F600")]
    [InlineData("<<")]
    [InlineData("=")]
    public void Write_NameThatYamlCouldMistake_ReadsBack(string name)
    {
        var file = new EntryFile { Table = new TableName("public", "t"), Columns = [new EntryColumn { Name = name, Type = "text", Description = name }], Key = [name] };
        using var folder = new RegistryFolder(("shop/source.yaml", RegistryFolder.Source), ("shop/public.t.yaml", EntryWriter.Write(file)));
        var entry = folder.Load().Entries[0];
        Assert.Equal(name, entry.Columns[0].Name);
        Assert.Equal(name, entry.Columns[0].Description);
        Assert.Equal(name, entry.Key[0]);
    }

    private static void AssertEqual(EntryFile written, Entry read)
    {
        var merged = written.Merge(new SourceSettings { Name = "shop" });
        Assert.Equal(
            EntryDocument.Of(merged, new SourceSettings { Name = "shop" }).ToBytes(),
            EntryDocument.Of(read, new SourceSettings { Name = "shop" }).ToBytes());
    }
}
