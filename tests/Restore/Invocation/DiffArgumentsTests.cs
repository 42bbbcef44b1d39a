using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Restore.Invocation;

namespace Platform.Restore.Tests.Invocation;

public sealed class DiffArgumentsTests
{
    [Fact]
    public void Parse_WholeLine_IsTakenApart()
    {
        var arguments = DiffArguments.Parse(["--diff", "--from", "file:///lake/a/", "--to", "s3://bucket/b", "--table", "public.orders", "--key", "id", "--key", "part", "--changes", "file:///tmp/changes.jsonl", "--before-image", "--memory", "64"]);

        Assert.Equal(("file:///lake/a", "s3://bucket/b", "file:///tmp/changes.jsonl"), (arguments.From.AbsoluteUri, arguments.To.AbsoluteUri, arguments.Changes!.AbsoluteUri));
        Assert.Equal((new TableName("public", "orders"), FileFormat.JsonLines, true, 64L << 20), (arguments.Table, arguments.Format, arguments.BeforeImage, arguments.MemoryBytes));
        Assert.Equal(["id", "part"], arguments.Key);
    }

    [Fact]
    public void Parse_Defaults_AreCountsAloneIn256MiB()
    {
        var arguments = DiffArguments.Parse(["--diff", "--from", "file:///a", "--to", "file:///b"]);
        Assert.Equal((null, null, false, 256L << 20), (arguments.Table, arguments.Changes, arguments.BeforeImage, arguments.MemoryBytes));
    }

    [Fact]
    public void Parse_Mistakes_AreAllReportedAtOnce()
    {
        var e = Assert.Throws<PlatformException>(() => DiffArguments.Parse(["--diff", "--from", "file:///one.parquet", "--changes", "--before-image", "--memory", "1", "--table", "orders", "--mode", "append"]));
        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Equal(
            "--from 'file:///one.parquet' is a file; it must be the prefix of a snapshot; --changes needs a value; --memory is '1', it must be 16 to 1048576; "
            + "--table 'orders' is not SCHEMA.TABLE; unknown argument '--mode'; unknown argument 'append'; --to URI is missing", e.Message);
    }

    [Fact]
    public void Parse_ImageWithoutAFile_IsRefused()
    {
        var e = Assert.Throws<PlatformException>(() => DiffArguments.Parse(["--diff", "--from", "file:///a", "--to", "file:///b", "--before-image"]));
        Assert.Equal("--before-image belongs to --changes", e.Message);
    }
}
