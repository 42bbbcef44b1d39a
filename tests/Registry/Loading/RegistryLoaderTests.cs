using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Loading;
using Platform.Registry.Schedules;

namespace Platform.Registry.Tests.Loading;

public class RegistryLoaderTests
{
    [Fact]
    public void Load_SmallestRegistry_HasEveryDefault()
    {
        using var folder = new RegistryFolder(("shop/source.yaml", RegistryFolder.Source), ("shop/public.orders.yaml", RegistryFolder.Orders));
        var registry = folder.Load();
        var entry = Assert.Single(registry.Entries);
        Assert.Equal("shop/public.orders", entry.FullName);
        Assert.Equal(Schedule.Hourly, entry.Schedule);
        Assert.Equal(TimeSpan.FromHours(1), entry.MaxLateness);
        Assert.Equal(Compression.Zstd, entry.Compression);
        Assert.Equal(new RowGroup(122_880, 64 << 20), entry.RowGroup);
        Assert.Equal(2, entry.Parallel);
        Assert.True(entry.Columns[0].Nullable);
        Assert.Equal(EntryDefaults.Guard, registry.SourceOf(entry).Guard);
        Assert.Equal(8, registry.DocumentOf(entry).Guard.Connections);
    }

    [Fact]
    public void Load_SourceDefaults_AreMergedAndTheFileWins()
    {
        using var folder = new RegistryFolder(
            ("shop/source.yaml", "engine: postgres\nowner: commerce\nguard: { connections: 3 }\ndefaults: { schedule: daily, compression: snappy, keep: { daily: 7y } }\n"),
            ("shop/public.a.yaml", "table: public.a\ncolumns: [{ name: id, type: bigint }]\n"),
            ("shop/public.b.yaml", "table: public.b\nowner: risk\nschedule: { cron: '15 6 * * MON', timezone: Europe/Paris }\ncompression: none\nkeep: { hourly: 72h }\ncolumns: [{ name: id, type: bigint }]\n"));
        var registry = folder.Load();
        var a = registry.Find("a");
        Assert.Equal(Schedule.Daily, a.Schedule);
        Assert.Equal(TimeSpan.FromDays(1), a.MaxLateness);
        Assert.Equal("commerce", a.Owner);
        Assert.Equal(Compression.Snappy, a.Compression);
        Assert.Equal(new Keep(null, TimeSpan.FromDays(7 * 366), null), a.Keep);
        Assert.Equal(1, a.Parallel);
        var b = registry.Find("shop/public.b");
        Assert.Equal("cron 15 6 * * MON Europe/Paris", b.Schedule.ToString());
        Assert.Equal("risk", b.Owner);
        Assert.Equal(Compression.None, b.Compression);
        Assert.Equal(new Keep(TimeSpan.FromHours(72), null, null), b.Keep);
    }

    [Fact]
    public void Load_MistakesInSeveralFiles_ReportsEachAtItsPlace()
    {
        using var folder = new RegistryFolder(
            ("shop/source.yaml", "engine: postgress\nguard: { connection: 8 }\n"),
            ("shop/public.orders.yaml",
                """
                table: public.orders
                sate: active
                schedule: hourley
                key: [order_id, idd]
                max_lateness: 1 hour
                row_group: { bytes: 64MB }
                strict: "true"
                columns:
                  - { name: id, type: bigint, nullable: no }
                  - { name: total, type: "numeric(12,2", as: text }
                  - { name: at, type: timestamptz, as: milis }
                  - { type: text }
                  - { name: ID, type: text }
                parallel: 0
                """),
            ("shop/public.items.yaml", "table: public.itmes\ncolumns: []\n"),
            ("crm/public.t.yml", "table: public.t"));
        Assert.Equal(
            [
                "crm/public.t.yml:1:1: registry files end in .yaml (rename the file)",
                "crm/source.yaml:1:1: the source's file is missing (at least: engine: postgres)",
                "shop/public.items.yaml:1:8: table public.itmes belongs in a file named public.itmes.yaml (rename the file or correct the table)",
                "shop/public.items.yaml:2:10: expected a list of columns, found an empty list",
                "shop/public.orders.yaml:2:1: unknown key 'sate' in a table (did you mean 'state'?)",
                "shop/public.orders.yaml:3:11: expected one of hourly, daily, monthly, found 'hourley' (did you mean 'hourly'?)",
                "shop/public.orders.yaml:4:7: key names column 'order_id', which is not among columns",
                "shop/public.orders.yaml:4:17: key names column 'idd', which is not among columns (did you mean 'id'?)",
                "shop/public.orders.yaml:5:15: expected a duration of at least 1m such as 1h (s, m, h, d, w, y), found '1 hour'",
                "shop/public.orders.yaml:6:21: expected a size 1MiB..1GiB such as 64MiB (B, KiB, MiB, GiB, TiB), found '64MB' (write MiB)",
                "shop/public.orders.yaml:7:9: expected true or false, found 'true' (without quotes)",
                "shop/public.orders.yaml:9:41: expected true or false, found 'no' (write false)",
                "shop/public.orders.yaml:10:26: column 'total': 'numeric(12,2' is not a PostgreSQL type name (write the type as psql's \\d shows it, such as bigint, numeric(12,2), timestamp(3) with time zone or text[])",
                "shop/public.orders.yaml:11:40: column 'at': as: milis is not known (expected one of decimal(p,s) with p 1..38 and s 0..p, text, uuid, millis, trimmed, list, json, struct, map)",
                "shop/public.orders.yaml:12:5: a column needs name",
                "shop/public.orders.yaml:13:13: columns 'id' and 'ID' are one column to the catalog, which lower-cases names (leave one out, and it is not read)",
                "shop/public.orders.yaml:14:11: expected a whole number 1..64, found '0'",
                "shop/source.yaml:1:9: expected one of postgres, mysql, found 'postgress' (did you mean 'postgres'?)",
                "shop/source.yaml:2:10: unknown key 'connection' in guard (did you mean 'connections'?)",
            ],
            folder.Mistakes());
    }

    [Fact]
    public void Load_KeysOfFeaturesNotBuilt_SayNotYetSupportedAndTheWayOut()
    {
        using var folder = new RegistryFolder(
            ("shop/source.yaml", "engine: postgres\ndefaults: { format: avro }\n"),
            ("shop/public.orders.yaml",
                """
                table: public.orders
                mode: cdc
                columns:
                  - { name: id, type: bigint }
                checks:
                  - unique: [id]
                format: csv
                dedupe: true
                outputs: [{ name: backup, format: avro }]
                """),
            ("shop/public.plain.yaml", "table: public.plain\nmode: full\nformat: parquet\ndedupe: false\noutputs: []\nchecks: []\ncolumns: [{ name: id, type: bigint, on_loss: fail }]\n"));
        Assert.Equal(
            [
                "shop/public.orders.yaml:2:7: mode: cdc is not yet supported (use mode: full)",
            ],
            folder.Mistakes());
    }

    [Fact]
    public void Load_PoliciesThatCannotBe_SayWhyAndTheWayOut()
    {
        using var folder = new RegistryFolder(
            ("shop/source.yaml", RegistryFolder.Source),
            ("shop/public.orders.yaml",
                """
                table: public.orders
                columns:
                  - { name: id, type: bigint, on_loss: null }
                  - { name: note, type: text, on_loss: clamp }
                  - { name: weight, type: numeric, as: "decimal(20,6)", on_loss: null, nullable: false }
                  - { name: total, type: "numeric(12,2)", on_loss: clamp, nullable: false }
                  - { name: day, type: date, on_loss: text }
                  - { name: Day__Raw, type: text }
                  - { name: tags, type: "text[]", on_loss: clamp }
                  - { name: name, type: text, mask: year }
                  - { name: email, type: text, mask: hash, on_loss: text }
                  - { name: born, type: date, mask: null, nullable: false }
                  - { name: key, type: uuid, as: uuid, mask: hash }
                  - { name: card, type: text, mask: hash, keep_last: 2 }
                """));
        Assert.Equal(
            [
                "shop/public.orders.yaml:3:40: column 'id': on_loss: null does not apply: every value of bigint arrives exactly as bigint (remove on_loss)",
                "shop/public.orders.yaml:4:40: column 'note': on_loss: clamp does not apply: string has no nearest value (use on_loss: null or text)",
                "shop/public.orders.yaml:5:66: column 'weight': on_loss: null makes nulls of what does not fit, but the column says nullable: false (remove nullable: false)",
                "shop/public.orders.yaml:8:13: column 'Day__Raw' has the name of the sidecar of column 'day' (use on_loss: null for that one, or leave one out)",
                "shop/public.orders.yaml:9:44: column 'tags': on_loss: clamp does not apply: array<string> has no nearest value (use on_loss: null or text)",
                "shop/public.orders.yaml:10:37: column 'name': mask: year does not apply to text (it takes date, timestamp and timestamptz; use mask: hash, partial, null or drop)",
                "shop/public.orders.yaml:11:53: column 'email': on_loss: text would show in a sidecar what mask hides (use on_loss: null)",
                "shop/public.orders.yaml:12:37: column 'born': mask: null makes every value a null, but the column says nullable: false (remove nullable: false)",
                "shop/public.orders.yaml:13:34: column 'key': as: uuid has no effect beside a mask that gives another type (remove as)",
                "shop/public.orders.yaml:14:54: column 'card': keep_last has no effect without mask: partial (remove keep_last)",
            ],
            folder.Mistakes());
    }

    [Fact]
    public void Load_TextFormatsUnderSnappy_AreMistakes()
    {
        using var folder = new RegistryFolder(
            ("shop/source.yaml", "engine: postgres\ndefaults: { format: csv, compression: snappy }\n"),
            ("shop/public.a.yaml", "table: public.a\ncolumns: [{ name: id, type: bigint }]\nformat: jsonl\n"),
            ("shop/public.b.yaml", "table: public.b\ncolumns: [{ name: id, type: bigint }]\nformat: avro\n"),
            ("shop/public.c.yaml", "table: public.c\ncolumns: [{ name: id, type: bigint }]\ncompression: snappy\n"),
            ("shop/public.d.yaml", "table: public.d\ncolumns: [{ name: id, type: bigint }]\ncompression: gzip\n"));
        Assert.Equal(
            [
                "shop/public.a.yaml:3:9: format: jsonl cannot be compressed with snappy (use compression: zstd, gzip or none)",
                "shop/public.c.yaml:3:14: format: csv cannot be compressed with snappy (use compression: zstd, gzip or none)",
            ],
            folder.Mistakes());
    }

    [Fact]
    public void Load_OutputsThatCannotBe_SayWhyAndTheWayOut()
    {
        using var folder = new RegistryFolder(
            ("shop/source.yaml", RegistryFolder.Source),
            ("shop/public.orders.yaml",
                """
                table: public.orders
                columns: [{ name: id, type: bigint }]
                outputs:
                  - { name: Lines, format: jsonl }
                  - { name: orc, format: orc }
                  - { format: avro }
                """),
            ("shop/public.items.yaml",
                """
                table: public.items
                columns: [{ name: id, type: bigint }]
                outputs:
                  - { name: main, format: avro }
                  - { name: backup, format: avro }
                  - { name: backup, format: csv }
                  - { name: backup_latest, format: avro }
                  - { name: lines, format: jsonl, compression: snappy }
                """));
        Assert.Equal(
            [
                "shop/public.items.yaml:4:13: output 'main' has the name of the table's own (its format and compression are the entry's; give this one another name)",
                "shop/public.items.yaml:6:13: output 'backup' is listed twice (remove one)",
                "shop/public.items.yaml:7:13: outputs 'backup' and 'backup_latest' would both be catalog table items__backup_latest (_latest is added there: give one another name)",
                "shop/public.items.yaml:8:48: format: jsonl cannot be compressed with snappy (use compression: zstd, gzip or none)",
                "shop/public.orders.yaml:4:13: expected a name of lower-case letters, digits and underscores, starting with a letter, found 'Lines'",
                "shop/public.orders.yaml:5:26: expected one of parquet, avro, csv, jsonl, found 'orc'",
                "shop/public.orders.yaml:6:5: an output needs name",
            ],
            folder.Mistakes());
    }

    [Fact]
    public void Load_OutputThatMeetsAnotherTableInTheCatalog_IsAMistake()
    {
        using var folder = new RegistryFolder(
            ("shop/source.yaml", RegistryFolder.Source),
            ("shop/orders.backup.yaml", "table: orders.backup\ncolumns: [{ name: id, type: bigint }]\n"),
            ("shop/public.orders.yaml", RegistryFolder.Orders + "outputs: [{ name: backup, format: avro }]\n"));
        Assert.Equal(
            ["shop/public.orders.yaml:1:8: tables orders.backup and public.orders would both be catalog table orders__backup (names are lower-cased there, and _latest and _v2 are added; the other is in shop/orders.backup.yaml)"],
            folder.Mistakes().Select(mistake => mistake.Replace(folder.Path + "/", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void FindOutput_ByTableAndName_IsTheEntryOfThatOutput()
    {
        using var folder = new RegistryFolder(
            ("shop/source.yaml", RegistryFolder.Source),
            ("shop/public.orders.yaml", RegistryFolder.Orders + "compression: snappy\nchecks:\n  - unique: [id]\noutputs: [{ name: lines, format: jsonl, compression: gzip }, { name: backup, format: avro }]\n"),
            ("shop/public.a!40b.yaml", "table: public.\"a@b\"\ncolumns: [{ name: id, type: bigint }]\n"));
        var registry = folder.Load();

        var output = registry.FindOutput("orders@lines");
        Assert.Equal(("shop/public.orders@lines", FileFormat.JsonLines, Compression.Gzip, 0, 0), (output.FullName, output.Format, output.Compression, output.Outputs.Count, output.Checks.Count));
        Assert.Equal(["main parquet snappy 1", "backup avro zstd 0", "lines jsonl gzip 0"], registry.Find("orders").EachOutput().Select(each => $"{each.OutputName} {RegistryNames.Of(each.Format)} {RegistryNames.Of(each.Compression)} {each.Checks.Count}"));
        Assert.Equal("shop/public.orders", registry.FindOutput("shop/public.orders@main").FullName);
        Assert.Same(registry.Find("orders"), registry.FindOutput("orders"));
        // A mark that is part of a table's own name.
        Assert.Equal("a@b", registry.FindOutput("a@b").Table.Name);
        var unknown = Assert.Throws<PlatformException>(() => registry.FindOutput("orders@avro"));
        Assert.Equal(("unknown-output", "shop/public.orders has no output 'avro'", "its outputs are main, backup, lines"), (unknown.Kind, unknown.Message, unknown.Hint));
        var table = Assert.Throws<PlatformException>(() => registry.Find("orders@lines"));
        Assert.Equal(("unknown-table", "'orders@lines' is not a table of the registry", "an output goes with its table here: say shop/public.orders"), (table.Kind, table.Message, table.Hint));
    }

    [Fact]
    public void Load_TablesThatMeetInTheCatalog_AreMistakes()
    {
        using var folder = new RegistryFolder(
            ("shop/source.yaml", RegistryFolder.Source),
            ("shop/public.orders.yaml", "table: public.orders\nversion: 2\ncolumns: [{ name: id, type: bigint }]\n"),
            ("shop/public.Orders.yaml", "table: public.Orders\ncolumns: [{ name: id, type: bigint }]\n"),
            ("shop/public.orders_latest.yaml", "table: public.orders_latest\ncolumns: [{ name: id, type: bigint }]\n"),
            ("shop/public.orders_v2.yaml", "table: public.orders_v2\ncolumns: [{ name: id, type: bigint }]\n"),
            ("shop/public.items.yaml", "table: public.orders\ncolumns: [{ name: id, type: bigint }]\n"));
        var mistakes = folder.Mistakes();
        Assert.Contains("shop/public.items.yaml:1:8: table public.orders belongs in a file named public.orders.yaml (rename the file or correct the table)", mistakes);
        Assert.Contains(mistakes, mistake => mistake.StartsWith("shop/public.orders.yaml:1:8: table public.orders is registered twice (first in ", StringComparison.Ordinal));
        Assert.Contains(mistakes, mistake => mistake.StartsWith("shop/public.orders.yaml:1:8: tables public.Orders and public.orders would both be catalog table orders (", StringComparison.Ordinal));
        Assert.Contains(mistakes, mistake => mistake.StartsWith("shop/public.orders_latest.yaml:1:8: tables public.Orders and public.orders_latest would both be catalog table orders_latest (", StringComparison.Ordinal));
        Assert.Contains(mistakes, mistake => mistake.StartsWith("shop/public.orders_v2.yaml:1:8: tables public.orders and public.orders_v2 would both be catalog table orders_v2 (", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_ConnectionsKeepAndColumns_AreHeldAgainstEachOther()
    {
        using var folder = new RegistryFolder(
            ("shop/source.yaml", "engine: postgres\nguard: { connections: 5 }\n"),
            ("shop/public.orders.yaml", "table: public.orders\nparallel: 4\nkeep: {}\nkey: [id, id]\ncolumns: [{ name: id, type: bigint }, { name: id, type: text }, { name: Snapshot_Hour, type: text }]\n"));
        Assert.Equal(
            [
                "shop/public.orders.yaml:2:11: parallel: 4 needs more connections than the source's guard allows: 5 (at most 3: a run takes two for its session)",
                "shop/public.orders.yaml:3:7: keep says nothing, so that no snapshot would be kept (expected one or more of hourly, daily, monthly)",
                "shop/public.orders.yaml:4:11: key names column 'id' twice (remove one)",
                "shop/public.orders.yaml:5:47: column 'id' is listed twice (remove one)",
                "shop/public.orders.yaml:5:73: column 'Snapshot_Hour' has the name of a partition key (leave it out, and it is not read)",
            ],
            folder.Mistakes());
    }

    [Fact]
    public void Load_Groups_AreHeldAgainstTheirTables()
    {
        using var folder = new RegistryFolder(
            ("shop/source.yaml", "engine: postgres\ngroups:\n  a: { tables: [public.orders, public.gone], schedule: daily }\n  b: { tables: [public.orders], schedule: hourly }\n"),
            ("shop/public.orders.yaml", "table: public.orders\nschedule: hourly\ncolumns: [{ name: id, type: bigint }]\n"));
        var mistakes = folder.Mistakes();
        Assert.Contains("shop/source.yaml:3:32: group a names table public.gone, which has no file in this source", mistakes);
        Assert.Contains(mistakes, mistake => mistake.StartsWith("shop/source.yaml:3:17: table public.orders is scheduled hourly and its group a daily (remove schedule from ", StringComparison.Ordinal));
        Assert.Contains("shop/source.yaml:4:17: table public.orders is in group a already (a table is in one group)", mistakes);
    }

    [Fact]
    public void Load_StrayFilesAndFolders_AreMistakesUnlessHidden()
    {
        using var folder = new RegistryFolder(
            ("table.schema.json", "{}"),
            ("README.md", "# hello"),
            ("public.orders.yaml", RegistryFolder.Orders),
            (".git/config.yaml", "x: y"),
            ("shop/.hidden.yaml", "x: y"),
            ("shop/notes.txt", "hello"),
            ("shop/source.yaml", RegistryFolder.Source),
            ("shop/old/public.orders.yaml", RegistryFolder.Orders),
            ("Big-Shop/source.yaml", RegistryFolder.Source));
        Assert.Equal(
            [
                "Big-Shop/source.yaml:1:1: source folder 'Big-Shop' is not a name of lower-case letters, digits and underscores, starting with a letter (rename the folder)",
                $"public.orders.yaml:1:1: a table's file belongs in the folder of its source (move it to <source>)",
                "shop/old:1:1: a folder inside a source's folder is not read (move its files up)",
            ],
            folder.Mistakes());
    }

    [Fact]
    public void Load_MissingDirectory_SaysWhereToPoint()
    {
        var failure = Assert.Throws<PlatformException>(() => RegistryLoader.Load("/nowhere/registry"));
        Assert.Equal("registry-missing", failure.Kind);
        Assert.Equal(ExitCode.Configuration, failure.ExitCode);
        Assert.Equal("run from the repository's root, or say where the registry is with --registry DIR", failure.Hint);
    }

    [Fact]
    public void Find_NameOfTwoSourcesOrNone_IsAUsageError()
    {
        using var folder = new RegistryFolder(
            ("shop/source.yaml", RegistryFolder.Source), ("shop/public.orders.yaml", RegistryFolder.Orders),
            ("crm/source.yaml", RegistryFolder.Source), ("crm/public.orders.yaml", RegistryFolder.Orders));
        var registry = folder.Load();
        var both = Assert.Throws<PlatformException>(() => registry.Find("public.orders"));
        Assert.Equal("'public.orders' is not one table of the registry", both.Message);
        Assert.Equal("several sources have it: say which, as in crm/public.orders", both.Hint);
        var none = Assert.Throws<PlatformException>(() => registry.Find("shop/public.ordres"));
        Assert.Equal("'shop/public.ordres' is not a table of the registry", none.Message);
        Assert.Equal("did you mean 'shop/public.orders'?", none.Hint);
        Assert.Equal("did you mean 'orders'?", Assert.Throws<PlatformException>(() => registry.Find("ordres")).Hint);
        Assert.Equal(ExitCode.Usage, none.ExitCode);
    }

    [Fact]
    public void Describe_Mistakes_CountsAndListsThem()
    {
        using var folder = new RegistryFolder(("shop/source.yaml", "engine: oracle\nowner:\n"));
        var failure = Assert.Throws<PlatformException>(folder.Load);
        Assert.Equal(
            $"2 mistakes in the registry:\n{folder.Path}/shop/source.yaml:1:9: expected one of postgres, mysql, found 'oracle'\n{folder.Path}/shop/source.yaml:2:7: expected the name of a team, found nothing (leave the key out where there is nothing to say)",
            failure.Message);
    }
}
