using System.Text.Json.Nodes;
using Platform.Lake.Objects;
using Platform.Registry.Entries;
using Platform.Restore.Tests.Running;
using Platform.Services;

namespace Platform.Restore.Tests;

/// <summary>Damaged, missing and wrong files, in both formats and every mode: 65, the reason, and nothing has changed.</summary>
public sealed class DamageTests
{
    private const string Table = "create table t (n integer primary key, v text, m numeric(9,2))";

    /// <param name="Name">For the failure's message.</param>
    /// <param name="Kind">What it is refused as; null where only 65 is asked for.</param>
    /// <param name="Do">To a copy of the snapshot.</param>
    private sealed record Damage(string Name, string? Kind, Action<Copy> Do);

    private static readonly Damage[] Damages =
    [
        new("part missing", "part-missing", c => File.Delete(c.Part)),
        new("part cut short", "part-damaged", c => File.WriteAllBytes(c.Part, File.ReadAllBytes(c.Part)[..^50])),
        new("part empty", "part-damaged", c => File.WriteAllBytes(c.Part, [])),
        new("one bit changed", "part-damaged", c => Flip(c.Part)),
        new("part of another table", "part-damaged", c => { File.Copy(c.OtherPart, c.Part, overwrite: true); c.Reconcile(); }),
        new("part cut short, and the manifest with it", null, c => { File.WriteAllBytes(c.Part, File.ReadAllBytes(c.Part)[..^50]); c.Reconcile(); }),
        new("bits changed, and the manifest with them", null, c => { Flip(c.Part); c.Reconcile(); }),
        new("checksum of another part", "part-damaged", c => c.Edit(m => m["files"]![0]!["checksum"] = "AAAAAAAAAAA=")),
        new("rows of the parts are not the table's", "manifest-damaged", c => c.Edit(m => m["rows"] = 2999)),
        new("rows are others than the part's", "part-damaged", c => c.Edit(m => (m["rows"], m["files"]![0]!["rows"]) = (2999, 2999))),
        new("another proof", "proof-mismatch", c => c.Edit(m => m["proof"]!["columns"]![1]!["hash"] = "0000000000000001")),
        new("a column more", null, c => c.Edit(m => m["columns"]!.AsArray().Add(JsonNode.Parse(m["columns"]![0]!.ToJsonString().Replace("\"n\"", "\"o\"", StringComparison.Ordinal))))),
        new("manifest cut short", "manifest-damaged", c => File.WriteAllText(c.Manifest, File.ReadAllText(c.Manifest)[..200])),
        new("manifest empty", "manifest-damaged", c => File.WriteAllText(c.Manifest, "")),
        new("manifest of another table", "manifest-mismatch", c => c.Edit(m => m["identity"]!["table"] = "u")),
    ];

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task Restore_Damaged_IsRefusedInEveryModeAndNothingHasChanged(FileFormat format)
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync($"{Table}; insert into t select n, 'v' || n, n / 8.0 from generate_series(1, 3000) n; create table other as select n, v from t");
        var location = await stack.SnapshotAsync(JobStack.Entry("t", JobStack.Column("n", "integer"), JobStack.Column("v", "text"), JobStack.Column("m", "numeric(9,2)")) with { Format = format });
        var other = await stack.SnapshotAsync(JobStack.Entry("other", JobStack.Column("n", "integer"), JobStack.Column("v", "text")) with { Format = format });
        var there = await PostgresServer.CreateDatabaseAsync();
        await there.ExecuteAsync($"{Table}; insert into t values (-1, 'mine', 1); create table bystander (n integer)");
        var empty = await PostgresServer.CreateDatabaseAsync();
        await empty.ExecuteAsync("create table bystander (n integer)");

        foreach (var damage in Damages)
        {
            using var copy = Copy.Of(location, other);
            damage.Do(copy);
            foreach (var mode in new[] { "truncate", "append", "create", "replace" })
            {
                var run = await stack.RestoreIntoAsync((mode == "create" ? empty : there).Url, "--mode", mode, "--from", copy.Location, "--table", "public.t");
                Assert.True(run.ExitCode == 65, $"{damage.Name}, {mode}: {run.Errors}");
                if (damage.Kind is not null) Assert.True(run.Kind == damage.Kind, $"{damage.Name}, {mode}: {run.Errors}");
                Assert.True(run.Hint is not null, $"{damage.Name}, {mode}: {run.Errors}");
            }

            var verified = await stack.RestoreIntoAsync(there.Url, "--verify", "--from", copy.Location, "--table", "public.t");
            Assert.True(verified.ExitCode == 65, $"{damage.Name}: {verified.Errors}");
        }

        Assert.Equal("-1 mine 1.00", await there.ScalarAsync<string>("select string_agg(concat_ws(' ', n, v, m), ',') from t"));
        foreach (var database in new[] { there, empty })
            Assert.Equal(database == there ? 2 : 1, await database.ScalarAsync<long>("select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where relkind = 'r' and (nspname = 'public' or nspname like 'platform%')"));
    }

    /// <summary>The last table of several is damaged: the first, which is whole, is not restored either.</summary>
    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task Restore_OneDamagedTableOfSeveral_ChangesNoneOfThem(FileFormat format)
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync($"{Table}; insert into t select n, 'v' || n, n / 8.0 from generate_series(1, 3000) n; create table other as select n, v from t");
        var whole = await stack.SnapshotAsync(JobStack.Entry("other", JobStack.Column("n", "integer"), JobStack.Column("v", "text")) with { Format = format });
        var location = await stack.SnapshotAsync(JobStack.Entry("t", JobStack.Column("n", "integer"), JobStack.Column("v", "text"), JobStack.Column("m", "numeric(9,2)")) with { Format = format });
        var there = await PostgresServer.CreateDatabaseAsync();
        await there.ExecuteAsync($"{Table}; insert into t values (-1, 'mine', 1); create table other (n integer, v text); insert into other values (-2, 'mine')");
        var empty = await PostgresServer.CreateDatabaseAsync();

        foreach (var damage in Damages.Where(d => d.Name is "part missing" or "bits changed, and the manifest with them" or "another proof" or "manifest of another table"))
        {
            using var copy = Copy.Of(location, whole);
            damage.Do(copy);
            foreach (var mode in new[] { "truncate", "append", "create", "replace" })
            {
                var run = await stack.RestoreIntoAsync((mode == "create" ? empty : there).Url, "--mode", mode, "--from", whole, "--from", copy.Location, "--table", "public.t");
                Assert.True(run.ExitCode == 65 && (damage.Kind is null || run.Kind == damage.Kind), $"{damage.Name}, {mode}: {run.Errors}");
            }
        }

        // The schema of one has moved on.
        await there.ExecuteAsync("alter table t rename m to o");
        foreach (var mode in new[] { "truncate", "append" })
        {
            var run = await stack.RestoreIntoAsync(there.Url, "--mode", mode, "--from", whole, "--from", location);
            Assert.Equal((65, "schema-moved"), (run.ExitCode, run.Kind));
        }

        Assert.Equal("-1 mine 1.00, -2 mine", await there.ScalarAsync<string>("select (select string_agg(concat_ws(' ', n, v, o), ',') from t) || ', ' || (select string_agg(concat_ws(' ', n, v), ',') from other)"));
        Assert.Equal(0, await empty.ScalarAsync<long>("select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where relkind = 'r' and (nspname = 'public' or nspname like 'platform%')"));
    }

    private static void Flip(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>A snapshot's prefix, to be damaged.</summary>
    private sealed class Copy : IDisposable
    {
        private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("platform-damage-");

        public string Location => $"file://{_directory.FullName}";

        public string Part => _directory.GetFiles("part-*").Single().FullName;

        public required string OtherPart { get; init; }

        public string Manifest => Path.Combine(_directory.FullName, "_manifest.json");

        public static Copy Of(string location, string other)
        {
            var copy = new Copy { OtherPart = Directory.GetFiles(JobStack.PathOf(other), "part-*").Single() };
            foreach (var file in Directory.GetFiles(JobStack.PathOf(location))) File.Copy(file, Path.Combine(copy._directory.FullName, Path.GetFileName(file)));
            return copy;
        }

        public void Edit(Action<JsonNode> change)
        {
            var manifest = JsonNode.Parse(File.ReadAllText(Manifest))!;
            change(manifest);
            File.WriteAllText(Manifest, manifest.ToJsonString());
        }

        /// <summary>Lets the manifest say of the part what is now true of its bytes: only its content is wrong.</summary>
        public void Reconcile() => Edit(m =>
        {
            var bytes = File.ReadAllBytes(Part);
            var checksum = default(Crc64Nvme);
            checksum.Append(bytes);
            m["files"]![0]!["bytes"] = bytes.Length;
            m["files"]![0]!["checksum"] = checksum.ToChecksum().Value;
        });

        public void Dispose() => _directory.Delete(recursive: true);
    }
}
