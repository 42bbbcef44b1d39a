using Platform.Operator.Tests.Running;
using Platform.Services;

namespace Platform.Operator.Tests.Commands;

/// <summary>A database that is not ours becomes a source.</summary>
public sealed class TablesAddTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_All_RegistersEveryTableAndSnapshotThenNeedsNoUrl()
    {
        await using var platform = new PlatformProcess();
        var database = await ForeignDatabase();
        var registry = Path.Combine(platform.Home, "registry");

        var added = (await platform.RunAsync("tables", "add", "crm", "--all", "--source", $"crm={database.Url}", "--registry", registry, "--output", "json")).Expect(0);

        Assert.Equal(
            ["public.people added", "sales.Deals Won added"],
            added.Json.GetProperty("tables").EnumerateArray().Select(t => $"{t.GetProperty("table")} {t.GetProperty("result")}"));
        Assert.Contains("readable by you alone", added.Errors);
        Assert.DoesNotContain(database.Cluster.Password, added.Output + added.Errors);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Path.Combine(platform.Home, "sources", "crm.url")));
        (await platform.RunAsync("tables", "check", "--registry", registry)).Expect(0);

        var snapshot = (await platform.RunAsync("snapshot", "--accept-late", "--registry", registry, "--output", "json")).Expect(0);

        var results = snapshot.Json.GetProperty("snapshots").EnumerateArray().ToDictionary(s => s.GetProperty("table").GetString()!);
        Assert.Equal(["public.people", "sales.Deals Won"], results.Keys.Order());
        Assert.Equal(3, results["public.people"].GetProperty("rows").GetInt64());
        Assert.Equal(0, results["sales.Deals Won"].GetProperty("rows").GetInt64());
        Assert.All(results.Values, result => Assert.Equal("published", result.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Add_AllWithTablesThatARegistryCannotHold_LeavesTheseOutSaysWhyAndChecks()
    {
        await using var platform = new PlatformProcess();
        var database = await ForeignDatabase();
        await database.ExecuteAsync("""
            create table nothing ();
            create table "People" (id integer primary key);
            create table people_latest (id integer primary key);
            create table guarded (id integer primary key);
            alter table guarded enable row level security;
            create policy half on guarded using (id > 10);
            create table "broken
            line" (id integer primary key);
            grant usage on schema public, sales to plain;
            grant select on all tables in schema public to plain;
            """, Cancel);
        var registry = Path.Combine(platform.Home, "registry");

        var added = (await platform.RunAsync("tables", "add", "crm", "--all", "--source", $"crm={database.PlainUrl}", "--registry", registry)).Expect(0);

        Assert.Contains("left out: public.guarded: Row-level security would hide rows of public.guarded", added.Output);
        Assert.Contains("left out: public.nothing: The table public.nothing has no column", added.Output);
        Assert.Contains("left out: public.people: public.People and public.people would both be catalog table people.", added.Output);
        Assert.Contains("left out: public.people_latest: ", added.Output);
        Assert.Contains("left out: sales.Deals Won: this role may not read it", added.Output);
        Assert.Contains("crm/public.broken\\nline", added.Output);
        Assert.Equal(["public.People.yaml", "public.broken!0Aline.yaml", "source.yaml"], Directory.EnumerateFiles(Path.Combine(registry, "crm")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        (await platform.RunAsync("tables", "check", "--registry", registry)).Expect(0);
    }

    [Fact]
    public async Task Add_TableThatIsRegistered_KeepsItsFile()
    {
        await using var platform = new PlatformProcess();
        var database = await ForeignDatabase();
        var registry = Path.Combine(platform.Home, "registry");
        string[] add = ["tables", "add", "crm", "people", "--source", $"crm={database.Url}", "--registry", registry];
        (await platform.RunAsync(add)).Expect(0);
        var file = Path.Combine(registry, "crm", "public.people.yaml");
        await File.AppendAllTextAsync(file, "# mine\n", Cancel);

        var again = (await platform.RunAsync(add)).Expect(0);

        Assert.Contains("(was there, kept)", again.Output);
        Assert.EndsWith("# mine\n", await File.ReadAllTextAsync(file, Cancel));
    }

    [Fact]
    public async Task Add_TableThatIsNotThere_NamesTheNearestAndWritesNothing()
    {
        await using var platform = new PlatformProcess();
        var database = await ForeignDatabase();
        var registry = Path.Combine(platform.Home, "registry");

        var result = (await platform.RunAsync("tables", "add", "crm", "people", "poeple", "--source", $"crm={database.Url}", "--registry", registry)).Expect(65);

        Assert.Contains("public.people", result.Errors);
        Assert.False(Directory.Exists(Path.Combine(registry, "crm")));
    }

    [Theory]
    [InlineData(new[] { "crm" }, "no table is named")]
    [InlineData(new[] { "crm", "people", "--all" }, "--all and single tables exclude each other")]
    [InlineData(new[] { "Crm", "people" }, "'Crm' cannot be the name of a source")]
    public async Task Add_WrongWords_AreUsageErrors(string[] words, string message)
    {
        await using var platform = new PlatformProcess();

        var result = (await platform.RunAsync(["tables", "add", .. words])).Expect(64);

        Assert.StartsWith($"error: {message}", result.Errors);
    }

    [Fact]
    public async Task Add_SourceThatIsNotKnown_SaysHowToNameIt()
    {
        await using var platform = new PlatformProcess();

        var result = (await platform.RunAsync("tables", "add", "crm", "people")).Expect(78);

        Assert.Contains("it is not known where the source crm is", result.Errors);
        Assert.Contains("--source crm=postgresql://", result.Errors);
    }

    private static async Task<TestDatabase> ForeignDatabase()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("""
            create table people (id integer primary key, name text not null, born date, score numeric(6,2));
            insert into people values (1, 'Ada', '1815-12-10', 9.5), (2, 'Grace', null, null), (3, 'Ünal', '1970-01-01', -1.25);
            create schema sales;
            create table sales."Deals Won" ("Deal Id" bigint primary key, won_at timestamptz);
            """, Cancel);
        return database;
    }
}
