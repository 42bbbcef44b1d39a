using Platform.LocalStack.Cluster;
using Platform.Registry.Failures;

namespace Platform.LocalStack.Tests.Cluster;

public sealed class ClusterLockTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_WhileAnotherHolds_WaitsForTheEnd()
    {
        var directory = Directory.CreateTempSubdirectory("platform-lock-");
        try
        {
            var first = await ClusterLock.TakeAsync(directory.FullName, Cancel);
            var second = ClusterLock.TakeAsync(directory.FullName, Cancel);
            Assert.False(second.IsCompleted);

            first.Dispose();

            (await second).Dispose();
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Take_WhereNoFileCanBe_SaysSoInsteadOfWaiting()
    {
        var error = await Assert.ThrowsAsync<PlatformException>(() => ClusterLock.TakeAsync("/dev/null/postgres", Cancel));

        Assert.Equal((ExitCode.Configuration, "postgres-directory-closed"), (error.ExitCode, error.Kind));
        Assert.StartsWith("the directory of the PostgreSQL server, /dev/null/postgres, cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Equal("Free space there, give this user the directory, or set PLATFORM_HOME to another one.", error.Hint);
    }
}
