using Platform.Conformance.Catalog;
using Platform.Fakes.Glue;
using Platform.Lake.Catalog;

namespace Platform.Lake.Tests.Catalog.Glue;

/// <summary>The suite of every catalog, against Glue over HTTP.</summary>
public sealed class GlueCatalogConformance : CatalogConformance
{
    private FakeGlue _fake = null!;

    protected override async Task<ICatalog> OpenAsync()
    {
        _fake = await FakeGlue.StartAsync(Orders.Database);
        return new DeployedCatalog(_fake, GlueSite.Open(_fake));
    }

    protected override ValueTask RemoveAsync() => _fake.DisposeAsync();
}
