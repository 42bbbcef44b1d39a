using Platform.Judges;
using Platform.Registry.Avro;
using Platform.Registry.Entries;
using Platform.Registry.Types;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Types;

/// <summary>Enums are strings in Avro too, also where all their labels are names that Avro takes: what is written has to stay readable by the catalog's schema.</summary>
public sealed class EnumTests
{
    private static readonly EntryColumn[] Columns =
    [
        JobStack.Column("id", "integer") with { Nullable = false },
        JobStack.Column("status", "order_status") with { Nullable = false },
        JobStack.Column("past", "order_status[]"),
        JobStack.Column("kept", "order_status"),
        JobStack.Column("half", "order_status") with { Mask = Mask.Partial },
    ];

    private static readonly Entry Orders = JobStack.Entry("orders", Columns) with { Format = FileFormat.Avro };

    [Fact]
    public async Task Run_EnumsToAvro_AreStringsBeforeAndAfterALabelIsAdded()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("""
            create type order_status as enum ('new', 'paid');
            create domain kept_status as order_status check (value <> 'new');
            create table orders (id int not null, status order_status not null, past order_status[], kept kept_status, half order_status);
            insert into orders values (1, 'new', '{}', 'paid', 'paid'), (2, 'paid', '{new,null}', null, null)
            """);

        var before = await Published.RunAsync(stack, Orders);
        await stack.Source.ExecuteAsync("alter type order_status add value 'sent back' before 'paid'");
        await stack.Source.ExecuteAsync("insert into orders values (3, 'sent back', '{sent back}', 'sent back', 'new')");
        var after = await Published.RunAsync(stack, Orders);

        const string nullable = """["null","string"]""";
        Assert.Equal(
            [("id", "\"int\""), ("status", "\"string\""), ("past", """["null",{"type":"array","items":["null","string"]}]"""), ("kept", nullable), ("half", nullable)],
            after.Columns.Select(c => (c.Key, c.Value)));
        Assert.Equal(before.Columns, after.Columns);
        Assert.Equal(["""["1","new",[],"paid","****"]""", """["2","paid",["new",null],null,null]"""], before.Rows);
        Assert.Equal([.. before.Rows, """["3","sent back",["sent back"],"sent back","***"]"""], after.Rows);
    }

    /// <summary>Why: Athena reads files by the schema that the registry gives the catalog, and what it says of an enum column is string.</summary>
    [Theory]
    [InlineData("\"string\"", "yes")]
    [InlineData("""{"type":"enum","name":"order_status","symbols":["new","paid"]}""", "no")]
    public void Written_ResolvesToTheCatalogsSchema_OnlyAsString(string written, string answer)
    {
        var catalog = AvroSchema.Of([new AvroColumn("status", TypeTable.Resolve("order_status"), Nullable: false)]);
        var file = $$"""{"type":"record","name":"row","fields":[{"name":"status","type":{{written}}}]}""";
        Assert.StartsWith(answer, JudgeRunner.Script("resolve-avro.mjs", file, catalog), StringComparison.Ordinal);
    }
}
