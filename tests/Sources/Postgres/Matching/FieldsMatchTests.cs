using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Tests.Session;

namespace Platform.Sources.Postgres.Tests.Matching;

public sealed class FieldsMatchTests
{
    [Theory]
    [InlineData("street", "text", null)]
    [InlineData("number", "bigint", null)]
    [InlineData("gone", "text", "field gone is not in the live type place")]
    [InlineData("street", "integer", "field street: text live, integer in the entry")]
    public async Task Check_FieldsOfAComposite_AreHeldToTheLiveType(string name, string type, string? problem)
    {
        await using var source = await Source.OpenAsync("create type place as (street text, number int); create table t (home place, homes place[])");
        EntryColumn[] fields = [new() { Name = name, Type = type }];
        var entry = new Entry
        {
            Source = "shop",
            Table = new TableName("public", "t"),
            Columns = [new() { Name = "home", Type = "place", Fields = fields }, new() { Name = "homes", Type = "place[]", Fields = fields }],
        };
        var live = await source.ReadAsync("t");

        if (problem is null)
        {
            Assert.Equal(2, SchemaMatch.Check(entry, live).Reads.Count);
            return;
        }

        var failure = Assert.Throws<PlatformException>(() => SchemaMatch.Check(entry, live));
        Assert.Equal((ExitCode.Data, "schema-drift"), (failure.ExitCode, failure.Kind));
        Assert.Contains($"home: {problem}", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"homes: {problem}", failure.Message, StringComparison.Ordinal);
    }
}
