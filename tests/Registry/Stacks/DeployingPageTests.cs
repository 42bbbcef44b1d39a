using System.Text.Json.Nodes;
using Platform.Registry.Grammar;

namespace Platform.Registry.Tests.Stacks;

/// <summary>docs/deploying.md names every key that a deployed stack has.</summary>
public sealed class DeployingPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("docs/deploying.md"));

    [Fact]
    public void Page_EveryKeyOfTheCloudSection_IsNamed() => Assert.All(Names(CloudGrammar.Shape.Schema("", FeatureList.None)), name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));

    private static IEnumerable<string> Names(JsonNode? schema) => schema switch
    {
        JsonObject json => (json["properties"] is JsonObject properties ? properties.Select(pair => pair.Key) : []).Concat(json.SelectMany(pair => Names(pair.Value))).Where(name => name is not ("subnets" or "vpc" or "security_group" or "secret")).Distinct(),
        JsonArray list => list.SelectMany(Names).Distinct(),
        _ => [],
    };
}
