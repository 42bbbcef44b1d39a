using Platform.Operator.Tests.Running;

namespace Platform.Operator.Tests.Commands;

public sealed class TablesListTests
{
    [Fact]
    public async Task List_AsJson_IsOneDocumentWithEveryTable()
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").Source("erp").SmallTable("crm", "public.people").SmallTable("erp", "stock.items");

        var result = (await platform.RunAsync("tables", "list", "--registry", registry.Path, "--output", "json")).Expect(0);

        var tables = result.Json.GetProperty("tables");
        Assert.Equal(["crm/public.people", "erp/stock.items"], tables.EnumerateArray().Select(t => $"{t.GetProperty("source")}/{t.GetProperty("table")}"));
        Assert.Equal("hourly", tables[0].GetProperty("schedule").GetString());
        Assert.Equal("id", tables[0].GetProperty("key")[0].GetString());
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task List_AsText_AlignsItsColumns()
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.people");

        var lines = (await platform.RunAsync("tables", "list", "--registry", registry.Path)).Expect(0).Output.Split('\n');

        Assert.Equal(lines[0].IndexOf("state", StringComparison.Ordinal), lines[1].IndexOf("active", StringComparison.Ordinal));
    }
}
