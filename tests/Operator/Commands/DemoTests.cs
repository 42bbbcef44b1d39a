using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Operator.Tests.Running;
using Platform.Services;

namespace Platform.Operator.Tests.Commands;

/// <summary>The first thing that a new user does, and what they do next, in the order in which they do it.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task Demo_OnACleanMachine_PublishesEveryTableOnceAndReadersFindThem()
    {
        await using var platform = new PlatformProcess();
        var registry = OnceAYear(platform);

        var first = (await platform.RunAsync("demo", "--registry", registry)).Expect(0);

        Assert.Contains("Sample source shop: 7 tables, 1,000,000 rows, made in ", first.Errors);
        Assert.Matches("(?m)^table +rows +bytes +rows/s +proof +location$", first.Output);
        foreach (var (table, rows) in Rows)
            Assert.Matches($"(?m)^shop/public\\.{table} +{rows.ToString("N0", CultureInfo.InvariantCulture)} +[0-9.]+ [KM]?i?B +[0-9,]+ +files +shop/public/{table}/snapshot_date=.*/attempt=.*/$", first.Output);
        Assert.Contains("1,000,000 rows of 7 tables published for ", first.Output);
        Assert.Matches(@"(?m)^select .* from read_parquet\('/.*/shop/public/orders/.*/\*\.parquet'\) .*;$", first.Output);

        // The README's first screen: same lines, but for what differs from run to run.
        Assert.Equal(Steady(Documentation.ReadmeTests.Output("demo")), Steady(first.Errors + first.Output));

        var second = (await platform.RunAsync("demo", "--registry", registry)).Expect(0);

        Assert.StartsWith("Nothing to do: every table is published for ", second.Output);
        Assert.Equal(Locations(first.Output), Locations(second.Output));

        var path = (await platform.RunAsync("path", "orders", "--registry", registry)).Expect(0);
        Assert.Equal($"{Lake(first.Output)}{Locations(first.Output).Single(location => location.Contains("/orders/", StringComparison.Ordinal))}\n", path.Output);
        Assert.Empty(path.Errors);
        var files = Directory.GetFiles(new Uri(path.Output.Trim()).LocalPath);
        Assert.Contains(files, file => Path.GetFileName(file) == "_manifest.json");
        Assert.Contains(files, file => file.EndsWith(".parquet", StringComparison.Ordinal));

        var status = (await platform.RunAsync("status", "--output", "json")).Expect(0).Json.GetProperty("runs");
        Assert.Equal(7, status.GetArrayLength());
        foreach (var run in status.EnumerateArray())
        {
            Assert.Equal("succeeded", run.GetProperty("status").GetString());
            Assert.Equal(Rows[run.GetProperty("table").GetString()!["public.".Length..]], run.GetProperty("rows").GetInt64());
            Assert.Equal(1, run.GetProperty("attempts").GetInt32());
        }

        var failed = (await platform.RunAsync("status", "--failed")).Expect(0);
        Assert.Equal("No run in the ledger fits.\n", failed.Output);

        // Every table of the sample lost, and back from Avro, with one command.
        var before = await ContentAsync(platform);
        var restored = (await platform.RunAsync("demo", "--restore", "--registry", registry)).Expect(0);
        Assert.Matches(@"^7 tables of shop, 1,000,000 rows, are backed up in Avro for \S+\.\n7 tables of shop are emptied\.\n$", restored.Errors);
        Assert.Matches(@"^7 tables: 1,000,000 rows restored into shop and proved in [0-9.]+ s \(plan .*, load .*, proof .*, live .*\)\.\n$", restored.Output);
        Assert.Equal(Steady(Documentation.ReadmeTests.Output("demo --restore")), Steady(restored.Errors + restored.Output));
        Assert.Equal(before, await ContentAsync(platform));
    }

    /// <summary>All rows of all tables as one number.</summary>
    private static async Task<string> ContentAsync(PlatformProcess platform)
    {
        var local = (await platform.RunAsync("local", "start", "--output", "json")).Expect(0).Json;
        var password = (await File.ReadAllTextAsync(local.GetProperty("password_file").GetString()!)).Trim();
        await using var connection = new Npgsql.NpgsqlConnection(
            $"Host=127.0.0.1;Port={local.GetProperty("port").GetInt32()};Username={local.GetProperty("user").GetString()};Password={password};Database=shop;GSS Encryption Mode=Disable");
        await connection.OpenAsync();
        var tables = Rows.Keys.Select(table => $"select sum(hashtextextended(t::text, 7)) as h from {table} t");
        await using var command = new Npgsql.NpgsqlCommand($"select string_agg(h::text, ' ' order by h) from ({string.Join(" union all ", tables)}) all_tables", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static readonly Dictionary<string, long> Rows = new()
    {
        ["customers"] = 50_000,
        ["events"] = 250_000,
        ["order_items"] = 400_000,
        ["orders"] = 150_000,
        ["payments"] = 140_000,
        ["products"] = 2_000,
        ["stock"] = 8_000,
    };

    /// <summary>
    /// The sample's registry on a schedule whose snapshot time stays the same for a year: what is told of a second run in the same hour holds whenever the test runs.
    /// </summary>
    private static string OnceAYear(PlatformProcess platform)
    {
        var registry = new RegistryFolder(platform.Home);
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "stacks", "registry", "shop"), "*.yaml"))
        {
            var yaml = File.ReadAllText(file);
            if (Path.GetFileName(file) == "source.yaml") registry.Source("shop", yaml);
            else registry.Table("shop", Path.GetFileNameWithoutExtension(file), yaml + "schedule: { cron: \"0 0 1 1 *\", timezone: UTC }\nmax_lateness: 400d\n");
        }

        return registry.Path;
    }

    /// <summary>Without times, sizes, ids, the lake's place and alignment; row counts stay.</summary>
    private static string Steady(string output)
    {
        var steady = Regex.Replace(output, @"file:///\S+|'/\S+?(?=/shop/)", "LAKE");
        steady = Regex.Replace(steady, @"[0-9A-HJKMNP-TV-Z]{26}", "ID");
        steady = Regex.Replace(steady, @"\d{4}-\d\d-\d\d(T[0-9:]+Z)?|snapshot_hour=\d\d|([0-9]+ min )?[0-9.]+ (ms|s)\b|[0-9.]+ [KM]?i?B +[0-9,]+", "#");
        return Regex.Replace(steady, " +", " ").Trim();
    }

    private static List<string> Locations(string output) =>
        [.. output.Split('\n').Where(line => line.StartsWith("shop/", StringComparison.Ordinal)).Select(line => line[line.LastIndexOf(' ')..].Trim())];

    private static string Lake(string output)
    {
        const string before = "Locations are below ";
        return output.Split('\n').Single(line => line.StartsWith(before, StringComparison.Ordinal))[before.Length..];
    }
}
