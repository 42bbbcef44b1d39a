using System.Diagnostics;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.BadInput;

/// <summary>The lake takes no files. Each test mounts a small file system of its own, which needs root, as the test machines have.</summary>
public sealed class LakeTests
{
    [Fact]
    public async Task Run_DiskFull_TriesAgainLaterAndLeavesNothing()
    {
        using var stack = await StackAsync();
        using var mount = Mount.Create("size=1m", stack.LakeDirectory);

        var run = await stack.RunAsync(Entry);

        await stack.AssertRefusedAsync(run, 75, "disk-full");
        await stack.AssertLedgerSaysWhyAsync(run);
    }

    [Fact]
    public async Task Run_LakeReadOnly_IsPermission()
    {
        using var stack = await StackAsync();
        using var mount = Mount.Create("ro", stack.LakeDirectory);

        var run = await stack.RunAsync(Entry);

        await stack.AssertRefusedAsync(run, 77, "lake-permission");
        await stack.AssertLedgerSaysWhyAsync(run);
    }

    private static Platform.Registry.Entries.Entry Entry => JobStack.Entry("big", JobStack.Column("id", "integer"), JobStack.Column("noise", "text"));

    private static async Task<JobStack> StackAsync()
    {
        var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table big as select i as id, md5(i::text) || md5((i + 1)::text) as noise from generate_series(1, 100000) i");
        return stack;
    }

    private sealed class Mount : IDisposable
    {
        private readonly string _directory;

        private Mount(string directory) => _directory = directory;

        public static Mount Create(string options, string directory)
        {
            Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory);
            return new Mount(directory);
        }

        public void Dispose() => Run("umount", _directory);

        private static void Run(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error}");
        }
    }
}
