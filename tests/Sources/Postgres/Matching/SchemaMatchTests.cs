using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Tests.Session;

namespace Platform.Sources.Postgres.Tests.Matching;

public sealed class SchemaMatchTests
{
    [Fact]
    public async Task Check_EntryThatAgrees_ReadsItsColumnsInItsOrder()
    {
        await using var source = await Source.OpenAsync("create table t (id bigint not null, name text, at timestamptz)");
        var live = await source.ReadAsync("t");

        var match = SchemaMatch.Check(Entry("at:timestamptz", "id:bigint!", "name:text"), live);

        Assert.Equal(["at", "id", "name"], match.Reads.Select(r => r.Field.Name));
        Assert.Equal([true, false, true], match.Reads.Select(r => r.Field.Nullable));
        Assert.Empty(match.Notices);
        Assert.Matches("^[0-9a-f]{64}$", match.Fingerprint);
    }

    [Fact]
    public async Task Check_Fingerprint_FollowsNamesAndTypesOnly()
    {
        await using var source = await Source.OpenAsync("create table t (a int, b text); create table u (a int not null, b text, c int); create table w (a bigint, b text)");
        var entry = Entry("a:bigint", "b:text");

        var t = SchemaMatch.Check(entry, await source.ReadAsync("t")).Fingerprint;

        Assert.Equal(t, SchemaMatch.Check(entry, await source.ReadAsync("u")).Fingerprint);
        Assert.NotEqual(t, SchemaMatch.Check(entry, await source.ReadAsync("w")).Fingerprint);
    }

    [Fact]
    public async Task Check_NewLiveColumn_IsANotice()
    {
        await using var source = await Source.OpenAsync("create table t (id int, \"Extra Note\" varchar(9) not null)");

        var match = SchemaMatch.Check(Entry("id:int"), await source.ReadAsync("t"));

        Assert.Equal(
            ["column Extra Note (character varying(9)) of public.t is not in the entry and not read; to read it add - { name: Extra Note, type: character varying(9), nullable: false }"],
            match.Notices);
        Assert.Single(match.Reads);
    }

    [Fact]
    public async Task Check_EveryDrift_IsListedWithTheLinesToWrite()
    {
        await using var source = await Source.OpenAsync("create table t (id bigint, \"Total\" numeric(14,3), status int, code char(3), ok int)");
        var live = await source.ReadAsync("t");
        var entry = Entry("id:integer!", "total:numeric(12,2)", "status:text", "gone:date", "code:char(2)", "ok:int");

        var failure = Assert.Throws<PlatformException>(() => SchemaMatch.Check(entry, live));

        Assert.Equal((ExitCode.Data, "schema-drift", Stage.Schema, "public.t", "shop"), (failure.ExitCode, failure.Kind, failure.Stage, failure.Table, failure.SourceName));
        Assert.Equal("""
            The live table no longer matches its entry: 6 differences that would lose or change data.
              id: bigint live, integer in the entry
              id: nullable: false in the entry, but nothing in the live table forbids nulls
              total: not in the live table, which has Total
              status: integer live, text in the entry
              gone: not in the live table
              code: character(3) live, char(2) in the entry
            """, failure.Message);
        Assert.Equal("""
            bring the columns of the entry up to date, and raise its version if their type in the lake changes
              write: - { name: id, type: bigint }
              write: - { name: Total, type: "numeric(12,2)" }
              write: - { name: status, type: integer }
              remove: - { name: gone, type: date }
              write: - { name: code, type: character(3) }
            """, failure.Hint);
    }

    [Theory]
    [InlineData("numeric(10,2)", "numeric(12,2)", null)]
    [InlineData("numeric(12,1)", "numeric(12,2)", "numeric(12,1) live, numeric(12,2) in the entry: 11 digits before the point, 10 expected")]
    [InlineData("numeric(14,4)", "numeric(12,2)", "numeric(14,4) live, numeric(12,2) in the entry: 4 digits after the point, 2 expected")]
    [InlineData("numeric", "numeric(12,2)", "numeric without precision live, numeric(12,2) in the entry: it may hold digits that the entry's type cannot")]
    [InlineData("numeric(12,2)", "numeric", null)]
    [InlineData("int", "numeric(12,2)", null)]
    [InlineData("bigint", "numeric(12,2)", "bigint live, numeric(12,2) in the entry")]
    [InlineData("smallint", "bigint", null)]
    [InlineData("bigint", "int", "bigint live, int in the entry")]
    [InlineData("real", "double precision", null)]
    [InlineData("double precision", "real", "double precision live, real in the entry")]
    [InlineData("varchar(10)", "text", null)]
    [InlineData("text", "varchar(10)", null)]
    [InlineData("varchar(10)", "varchar(20)", null)]
    [InlineData("char(10)", "text", "character(10) live, text in the entry")]
    [InlineData("mood", "text", null)]
    [InlineData("mood", "mood", null)]
    [InlineData("mood", "public.mood", null)]
    [InlineData("mood", "old_mood", null)]
    [InlineData("mood", "inet", "mood live, inet in the entry")]
    [InlineData("other.mood", "other.mood", null)]
    [InlineData("text", "mood", "text live, mood in the entry")]
    [InlineData("timestamp", "timestamp(3)", null)]
    [InlineData("timestamptz", "timestamp", "timestamp with time zone live, timestamp in the entry")]
    [InlineData("date", "timestamp", "date live, timestamp in the entry")]
    [InlineData("jsonb", "json", "jsonb live, json in the entry")]
    [InlineData("text[]", "text[]", null)]
    [InlineData("text[]", "_text", "text[] live, _text in the entry")]
    [InlineData("varchar(3)[]", "text[]", null)]
    [InlineData("text", "text[]", "text live, text[] in the entry")]
    [InlineData("int[]", "bigint[]", "integer[] live, bigint[] in the entry")]
    [InlineData("email", "text", null)]
    [InlineData("email", "email", null)]
    [InlineData("email", "character varying(100)", null)]
    [InlineData("varbit", "bit varying(8)", null)]
    [InlineData("bit(4)", "bit(8)", "bit(4) live, bit(8) in the entry")]
    [InlineData("interval day to second", "interval", null)]
    public async Task Check_LiveTypeAgainstEntry_RefusesOnlyWhatLoses(string live, string type, string? refusal)
    {
        await using var source = await Source.OpenAsync($"""
            create type mood as enum ('a'); create schema other; create type other.mood as enum ('b'); create domain email as varchar(100);
            create table t (v {live})
            """);
        var table = await source.ReadAsync("t");

        if (refusal is null)
        {
            Assert.Single(SchemaMatch.Check(Entry($"v:{type}"), table).Reads);
        }
        else
        {
            var failure = Assert.Throws<PlatformException>(() => SchemaMatch.Check(Entry($"v:{type}"), table));
            Assert.Equal($"The live table no longer matches its entry: one difference that would lose or change data.\n  v: {refusal}", failure.Message);
            Assert.Equal("v", failure.Column);
        }
    }

    [Fact]
    public async Task Check_VarcharForText_SaysWhyItIsCompatible()
    {
        await using var source = await Source.OpenAsync("create table t (v varchar(10))");

        var match = SchemaMatch.Check(Entry("v:text"), await source.ReadAsync("t"));

        Assert.Equal(["column v: character varying(10) live, text in the entry: both are text of any length in the lake"], match.Notices);
    }

    [Fact]
    public async Task Check_NotNullDomain_SatisfiesNullableFalse()
    {
        await using var source = await Source.OpenAsync("create domain d as int not null; create table t (v d)");

        Assert.False(SchemaMatch.Check(Entry("v:int!"), await source.ReadAsync("t")).Reads[0].Field.Nullable);
    }

    [Fact]
    public async Task Check_ColumnDeniedThatTheEntryDoesNotName_IsNotAsked()
    {
        await using var source = await Source.OpenAsync("create table t (id int, secret text); grant select (id) on t to plain", plain: true);
        var live = await source.ReadAsync("t");

        Assert.Single(SchemaMatch.Check(Entry("id:int"), live).Reads);
        Assert.Equal("permission-denied", Assert.Throws<PlatformException>(() => SchemaMatch.Check(Entry("id:int", "secret:text"), live)).Kind);
    }

    [Fact]
    public async Task Check_DroppedByMask_IsNotRead()
    {
        await using var source = await Source.OpenAsync("create table t (id int, secret text)");
        var entry = Entry("id:int", "secret:text");
        entry = entry with { Columns = [entry.Columns[0], entry.Columns[1] with { Mask = Mask.Drop }] };

        Assert.Equal(["id"], SchemaMatch.Check(entry, await source.ReadAsync("t")).Reads.Select(r => r.Field.Name));
    }

    [Fact]
    public async Task Check_MoneyOfAnotherScale_IsConvertedByTheServer()
    {
        await using var source = await Source.OpenAsync("create table t (m money)");
        var live = await source.ReadAsync("t");

        Assert.Equal("\"m\"", SchemaMatch.Check(Entry("m:money"), live).Reads[0].Expression);
        Assert.Equal("\"m\"::numeric", SchemaMatch.Check(Entry("m:money"), live with { MoneyScale = 0 }).Reads[0].Expression);
    }

    /// <summary>Columns as <c>name:type</c>, with ! for nullable: false.</summary>
    private static Entry Entry(params string[] columns) => new()
    {
        Source = "shop",
        Table = new TableName("public", "t"),
        Columns = [.. columns.Select(c => c.Split(':')).Select(c => new EntryColumn { Name = c[0], Type = c[1].TrimEnd('!'), Nullable = !c[1].EndsWith('!') })],
    };
}
