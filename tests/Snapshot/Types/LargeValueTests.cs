using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Types;

/// <summary>One value of 200 MB among short ones: allowed by max_value_bytes, and then as exact as any.</summary>
public sealed class LargeValueTests
{
    private const long LargeBytes = 200_000_000;

    private static readonly EntryColumn[] Columns = [JobStack.Column("id", "integer"), JobStack.Column("body", "text"), JobStack.Column("note", "text")];

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task Run_AValueOf200MB_IsProvedAgainstTheSource(FileFormat format)
    {
        using var stack = await StackAsync();

        var run = await stack.RunAsync(JobStack.Entry("large", Columns) with { Format = format, MaxValueBytes = 256 << 20 });

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal("source", run.Event("proved").GetProperty("against").GetString());
        Assert.Equal(3, run.Event("published").GetProperty("rows").GetInt64());
        Assert.InRange(run.Event("published").GetProperty("bytes").GetInt64(), LargeBytes / 4, LargeBytes);
    }

    [Fact]
    public async Task Run_AValueLongerThanAllowed_IsRefusedByItsColumnAndRow()
    {
        using var stack = await StackAsync();

        var run = await stack.RunAsync(JobStack.Entry("large", Columns) with { MaxValueBytes = 128 << 20 });

        Assert.Equal((65, "value-too-large"), (run.ExitCode, run.Kind));
        Assert.Equal("body", run.Event("failed").GetProperty("column").GetString());
        Assert.Contains("max_value_bytes", run.Hint, StringComparison.Ordinal);
        Assert.Empty(stack.DataFiles());
    }

    /// <summary>Digits of hashes: they shrink to little more than half, so that every stage carries its share.</summary>
    private static async Task<JobStack> StackAsync()
    {
        var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync($"""
            create table large (id int, body text, note text);
            insert into large values (1, 'short', 'before');
            insert into large select 2, string_agg(md5(i::text), ''), 'with it' from generate_series(1, {LargeBytes / 32}) i;
            insert into large values (3, null, 'after')
            """);
        return stack;
    }
}
