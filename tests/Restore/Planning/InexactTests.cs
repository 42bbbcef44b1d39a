using Platform.Registry.Entries;
using Platform.Restore.Tests.Running;

namespace Platform.Restore.Tests.Planning;

/// <summary>Masked and lossy columns: refused, all of them at once, unless each is allowed by its name.</summary>
public sealed class InexactTests
{
    private const string Refused = """
        The snapshot is no exact copy of public.people:
          column email is masked (hash)
          column card is masked (partial)
          column note is masked (null)
          column weight lost 1 values (nan, null)
        """;

    private static readonly Entry People = JobStack.Entry("people", JobStack.Column("n", "integer"), JobStack.Column("email", "text") with { Mask = Mask.Hash }, JobStack.Column("card", "text") with { Mask = Mask.Partial },
        JobStack.Column("note", "text") with { Mask = Mask.Null }, JobStack.Column("weight", "numeric", "decimal(20,6)") with { OnLoss = OnLoss.Null });

    private static async Task<(RestoreStack Stack, string Location)> TakenAsync(Entry entry)
    {
        var stack = await RestoreStack.CreateAsync();
        stack.Jobs.Further["PLATFORM_MASK_SECRET"] = "a secret of thirty-two characters";
        await stack.Database.ExecuteAsync("""
            create table people (n integer primary key, email text, card text, note text, weight numeric, born date);
            insert into people values (1, 'ada@example.com', '4111111111111111', 'clear', 'NaN', '1815-12-10'), (2, null, null, null, 1.5, null);
            """);
        if (entry.Columns.All(c => c.Name != "born")) await stack.Database.ExecuteAsync("alter table people drop born");
        var location = await stack.SnapshotAsync(entry);
        await stack.Database.ExecuteAsync("create table before as table people");
        return (stack, location);
    }

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task Restore_MaskedAndLossyColumns_AreRefusedUnlessAllAreAllowedByName(FileFormat format)
    {
        var (stack, location) = await TakenAsync(People with { Format = format });
        using var _ = stack;
        string[][] ways = [["--mode", "truncate"], ["--mode", "append"], ["--mode", "replace"], ["--mode", "create", "--into", "public.made"]];
        string[] allowed = ["--allow", "email", "--allow", "card", "--allow", "note", "--allow", "weight"];
        foreach (var way in ways)
        {
            var run = await stack.RestoreAsync([.. way[..2], "--from", location, .. way[2..]]);
            Assert.Equal((65, "snapshot-not-exact", Refused), (run.ExitCode, run.Kind, run.Message));
            Assert.Equal("--allow COLUMN restores a masked or lossy column as it is; --partial restores what there is of a filtered snapshot, or of one without some columns", run.Hint);
            var some = await stack.RestoreAsync([.. way[..2], "--from", location, .. way[2..], "--allow", "note", "--allow", "card", "--partial"]);
            Assert.Equal("The snapshot is no exact copy of public.people:\n  column email is masked (hash)\n  column weight lost 1 values (nan, null)", some.Message);
        }

        Assert.Equal(0, await stack.DifferencesAsync("people", "before"));
        Assert.False(await stack.Database.ScalarAsync<bool>("select to_regclass('made') is not null"));

        foreach (var way in ways.Where(w => w[1] != "append"))
        {
            var run = await stack.RestoreAsync([.. way[..2], "--from", location, .. way[2..], .. allowed]);
            Assert.True(run.ExitCode == 0, run.Errors);
            Assert.Equal("1 64 ************1111 - - / 2 - - - 1.500000", await stack.Database.ScalarAsync<string>(
                $"select string_agg(concat_ws(' ', n, coalesce(length(email)::text, '-'), coalesce(card, '-'), coalesce(note, '-'), coalesce(weight::text, '-')), ' / ' order by n) from {(way.Length > 2 ? "made" : "people")}"));
        }
    }

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task Restore_MaskThatMadeAnotherType_IsRefusedWhateverIsAllowed(FileFormat format)
    {
        var entry = People with { Format = format, Columns = [JobStack.Column("n", "integer") with { Mask = Mask.Hash }, .. People.Columns.Skip(1), JobStack.Column("born", "date") with { Mask = Mask.Year }] };
        var (stack, location) = await TakenAsync(entry);
        using var _ = stack;
        foreach (var mode in new[] { "truncate", "append", "replace" })
        {
            var run = await stack.RestoreAsync(["--mode", mode, "--from", location, .. entry.Columns.SelectMany(c => new[] { "--allow", c.Name })]);
            Assert.Equal((65, "snapshot-not-exact"), (run.ExitCode, run.Kind));
            Assert.EndsWith(":\n  column n is masked (hash): its values are string now, and integer in the target\n  column born is masked (year): its values are int now, and date in the target", run.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, await stack.DifferencesAsync("people", "before"));
        Assert.Equal(0, await stack.Database.ScalarAsync<long>("select count(*) from pg_namespace where nspname like 'platform%'"));
    }

    [Fact]
    public async Task Restore_ColumnThatIsMaskedWithDrop_IsMissingUnlessPartial()
    {
        var (stack, location) = await TakenAsync(JobStack.Entry("people", JobStack.Column("n", "integer"), JobStack.Column("email", "text") with { Mask = Mask.Drop }, JobStack.Column("card", "text"), JobStack.Column("note", "text"), JobStack.Column("weight", "numeric", "text")));
        using var _ = stack;
        var refused = await stack.RestoreAsync("--mode", "truncate", "--from", location, "--allow", "email");
        Assert.Equal((65, "schema-moved", "The snapshot does not fit public.people:\n  column email (text) is in the target and not in the snapshot"), (refused.ExitCode, refused.Kind, refused.Message));
        Assert.Equal(0, await stack.DifferencesAsync("people", "before"));
        var partial = await stack.RestoreAsync("--mode", "truncate", "--from", location, "--partial");
        Assert.True(partial.ExitCode == 0, partial.Errors);
        Assert.Equal(2, await stack.Database.ScalarAsync<long>("select count(*) from people where email is null"));
    }
}
