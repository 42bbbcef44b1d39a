using Platform.Judges;
using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Types;

/// <summary>One published snapshot as readers of other makers find it.</summary>
internal sealed record Published(JobRun Run, IReadOnlyList<KeyValuePair<string, string>> Columns, IReadOnlyList<string> Rows)
{
    /// <summary>Runs the job, proved against the source, and has every judge read the one part it wrote; they must agree on rows.</summary>
    public static async Task<Published> RunAsync(JobStack stack, Entry entry)
    {
        var run = await stack.RunAsync(entry, null, "--force");
        Assert.True(run.ExitCode == 0, run.Errors);
        var file = Assert.Single(Directory.GetFiles(JobStack.PathOf(run.Location), "part-*"));
        Judge[] judges = entry.Format == FileFormat.Avro ? [Judge.Avsc] : [Judge.DuckDb, Judge.Hyparquet];
        var read = JudgeRunner.Read(judges[0], file);
        Assert.Equal(read.RowCount, read.Rows.Count);
        foreach (var other in judges.Skip(1).Select(judge => JudgeRunner.Read(judge, file)))
        {
            Assert.Equal(read.RowCount, other.RowCount);
            Assert.Equal(read.Rows, other.Rows);
        }

        return new Published(run, read.Columns, read.Rows);
    }
}
