using Platform.Infra.Settings;
using Platform.Registry.Entries;

namespace Platform.Infra.Tests.Plan;

/// <summary>A table whose file was deleted and comes back meets its catalog table in the cloud; the committed plans know of it.</summary>
public sealed class EarlierLifeTests
{
    private static readonly Entry Retired = Samples.Customers with { State = EntryState.Retired };

    private static readonly StackInputs Both = Samples.Of(Samples.Orders, Samples.Customers);

    private static readonly StackInputs Without = Samples.Of(Samples.Orders);

    [Fact]
    public async Task Table_RetiredDeletedAndAddedAgain_IsRefusedUntilItIsImported()
    {
        using var history = await PlanHistory.CreateAsync(Both, Samples.Of(Samples.Orders, Retired), Without, Samples.Of(Samples.Orders with { Description = "Later." }));
        Assert.Matches(
            @"^shop/crm\.customers: its catalog table stayed in the cloud when it left the plan in commit [0-9a-f]{10}; take it over: platform:cloud import: \[shop/crm\.customers\]$",
            Assert.Single(await history.RefusalsAsync(Both)));
        Assert.Empty(await history.RefusalsAsync(Both with { Settings = Samples.Settings with { Import = ["shop/crm.customers"] } }));
    }

    [Fact]
    public async Task Table_AddedAgainWithAnotherType_IsToldToRaiseItsVersion_WhichNeedsNoImport()
    {
        var retyped = Samples.Customers with { Columns = [new EntryColumn { Name = "id", Type = "text" }, new EntryColumn { Name = "at", Type = "timestamptz" }] };
        using var history = await PlanHistory.CreateAsync(Both, Samples.Of(Samples.Orders, Retired), Without);
        Assert.EndsWith(
            "; column id was bigint and becomes string, which earlier partitions cannot be read as; raise version, which makes a new catalog table beside the old",
            Assert.Single(await history.RefusalsAsync(Samples.Of(Samples.Orders, retyped))), StringComparison.Ordinal);
        Assert.Empty(await history.RefusalsAsync(Samples.Of(Samples.Orders, retyped with { Version = 2 })));
    }

    [Fact]
    public async Task Table_WhoseVersionGoesBack_MeetsTheOldCatalogTable()
    {
        using var history = await PlanHistory.CreateAsync(Both, Samples.Of(Samples.Orders, Samples.Customers with { Version = 2 }));
        Assert.Contains("take it over: platform:cloud import: [shop/crm.customers]", Assert.Single(await history.RefusalsAsync(Both)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_NewAltogether_OrNeverRetired_OrBackInUse_IsNotRefused()
    {
        using var never = await PlanHistory.CreateAsync(Without);
        Assert.Empty(await never.RefusalsAsync(Both));
        // Taken back before anybody deployed it.
        using var reverted = await PlanHistory.CreateAsync(Both, Without);
        Assert.Empty(await reverted.RefusalsAsync(Both));
        // Its file stayed: nothing left the cloud.
        using var retired = await PlanHistory.CreateAsync(Both, Samples.Of(Samples.Orders, Retired));
        Assert.Empty(await retired.RefusalsAsync(Both));
    }
}
