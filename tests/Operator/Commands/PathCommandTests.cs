using Platform.Operator.Tests.Running;

namespace Platform.Operator.Tests.Commands;

public sealed class PathCommandTests
{
    [Theory]
    [InlineData(null, "no snapshot of crm/public.small is published yet")]
    [InlineData("2026-03-01T10", "no snapshot of crm/public.small is published for 2026-03-01T10:00:00Z")]
    public async Task Path_NothingPublished_IsUnavailableWithNothingOnStdout(string? at, string message)
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.small");

        var result = (await platform.RunAsync(["path", "small", "--registry", registry.Path, .. at is null ? Array.Empty<string>() : ["--at", at]])).Expect(69);

        Assert.StartsWith($"error: {message}\nhint: ", result.Errors);
        Assert.Empty(result.Output);
    }
}
