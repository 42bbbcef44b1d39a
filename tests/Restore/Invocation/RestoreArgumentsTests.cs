using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Restore.Invocation;

namespace Platform.Restore.Tests.Invocation;

public sealed class RestoreArgumentsTests
{
    [Fact]
    public void Parse_SeveralTables_BelongToTheFromBeforeThem()
    {
        var parsed = RestoreArguments.Parse(["--mode", "append", "--from", "file:///a/", "--into", "s.x", "--from", "s3://b/c", "--table", "p.y", "--allow", "m", "--partial"]);
        Assert.Equal<TableTask>([new TableTask(new Uri("file:///a"), null, new TableName("s", "x")), new TableTask(new Uri("s3://b/c"), new TableName("p", "y"), null)], parsed.Tables);
        Assert.Equal((RestoreMode.Append, false, true), (parsed.Mode, parsed.Verify, parsed.Partial));
        Assert.True(parsed.Allowed.SetEquals(["m"]));
    }

    [Theory]
    [InlineData("--from URI is missing; --mode is missing, it must be one of truncate, append, create, replace")]
    [InlineData("--mode is 'wipe', it must be one of truncate, append, create, replace", "--mode", "wipe", "--from", "file:///a")]
    [InlineData("--into comes after the --from that it belongs to; --from URI is missing; --mode is missing, it must be one of truncate, append, create, replace", "--into", "s.t")]
    [InlineData("--into 'orders' is not SCHEMA.TABLE", "--mode", "truncate", "--from", "file:///a", "--into", "orders")]
    [InlineData("--verify restores nothing and takes no --mode", "--verify", "--mode", "truncate", "--from", "file:///a")]
    [InlineData("--parallel is 'all', it must be 1 to 64", "--mode", "create", "--parallel", "all", "--from", "file:///a")]
    [InlineData("unknown argument 'x'", "x", "--verify", "--from", "file:///a")]
    public void Parse_Mistakes_AreAllTold(string message, params string[] arguments)
    {
        var e = Assert.Throws<PlatformException>(() => RestoreArguments.Parse(arguments));
        Assert.Equal((message, ExitCode.Usage), (e.Message, e.ExitCode));
    }
}
