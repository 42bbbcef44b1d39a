using System.Text.Json;
using Platform.Sources.Postgres.Ddl;

namespace Platform.Sources.Postgres.Tests.Ddl;

public sealed class TableDdlTests
{
    /// <summary>Manifests last: what a later release adds to a definition is not in them.</summary>
    [Fact]
    public void FromJson_OfAnEarlierRelease_HasNoneOfWhatWasAddedSince()
    {
        using var json = JsonDocument.Parse("""{ "server_version": "15.1", "schema": "public", "name": "t", "kind": "r", "persistence": "p", "owner": "o", "columns": [] }""");

        var ddl = TableDdl.FromJson(json.RootElement);

        Assert.Empty(ddl.Further);
        Assert.Empty(ddl.Parents);
        Assert.Null(ddl.OfType);
    }
}
