using Platform.Operator.Tests.Running;

namespace Platform.Operator.Tests.Commands;

public sealed class RegistryErrorTests
{
    [Theory]
    [InlineData("tables", "list")]
    [InlineData("tables", "check")]
    [InlineData("snapshot")]
    [InlineData("path", "public.good")]
    public async Task MistakesInSeveralFiles_AreAllReportedAtOnce(params string[] command)
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home)
            .Source("crm")
            .SmallTable("crm", "public.good")
            .Table("crm", "public.first", "table: public.first\nshedule: hourly\ncolumns:\n  - { name: id, type: integer }\n")
            .Table("crm", "public.second", "table: public.second\nformat: parket\ncolumns:\n  - { name: id, type: integer }\n");

        var result = (await platform.RunAsync([.. command, "--registry", registry.Path])).Expect(78);

        Assert.Contains("public.first.yaml:2:1", result.Errors);
        Assert.Contains("'schedule'", result.Errors);
        Assert.Contains("public.second.yaml:2:9", result.Errors);
        Assert.Contains("'parquet'", result.Errors);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task RegistryMissing_SaysWhichDirectoryAndTheOption()
    {
        await using var platform = new PlatformProcess();

        var result = (await platform.RunAsync("tables", "list", "--registry", "/nowhere")).Expect(78);

        Assert.Contains("/nowhere", result.Errors);
        Assert.Contains("--registry", result.Errors);
    }

    [Fact]
    public async Task TableOfNoEntry_NamesTheNearest()
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.customers");

        var result = (await platform.RunAsync("path", "public.custmers", "--registry", registry.Path)).Expect(64);

        Assert.Contains("did you mean 'public.customers'?", result.Errors);
    }
}
