using Platform.Registry.Failures;
using Platform.Snapshot.Invocation;

namespace Platform.Snapshot.Tests.Invocation;

public sealed class SnapshotArgumentsTests
{
    [Fact]
    public void Parse_TableAndTime_TruncatesToTheHour()
    {
        var arguments = SnapshotArguments.Parse(["--table", "public.orders", "--at", "2026-03-01T10:17:33Z", "--accept-late"]);

        Assert.Equal("public.orders", arguments.Table);
        Assert.Equal("2026-03-01T10:00:00Z", arguments.At.ToString());
        Assert.True(arguments.AcceptLate);
        Assert.False(arguments.Force);
    }

    [Fact]
    public void Parse_SeveralMistakes_TellsAllOfThem()
    {
        var error = Assert.Throws<PlatformException>(() => SnapshotArguments.Parse(["--tabel", "--at", "yesterday", "--force"]));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Equal(
            "unknown argument '--tabel', expected --table, --group, --at, --accept-late, --force, --prove-only or --against; --table SCHEMA.TABLE or --group NAME is missing; "
            + "--at 'yesterday' is not a time, expected UTC such as 2026-03-01T10:00:00Z",
            error.Message);
    }

    [Fact]
    public void Parse_OptionWithoutValue_NamesTheOption()
    {
        var error = Assert.Throws<PlatformException>(() => SnapshotArguments.Parse(["--table", "--at", "2026-03-01T10:00:00Z"]));

        Assert.Contains("--table needs a value", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Group_StandsForATable()
    {
        var arguments = SnapshotArguments.Parse(["--group", "sales", "--at", "2026-03-01T10:00:00Z"]);

        Assert.Equal(("sales", null), (arguments.Group, arguments.Table));
    }

    [Fact]
    public void Parse_TableAndGroup_IsOneTooMany()
    {
        var error = Assert.Throws<PlatformException>(() => SnapshotArguments.Parse(["--table", "public.orders", "--group", "sales", "--at", "2026-03-01T10:00:00Z"]));

        Assert.Equal("--table and --group exclude each other", error.Message);
    }
}
