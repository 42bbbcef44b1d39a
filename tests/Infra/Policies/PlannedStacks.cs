using System.Text.Json.Nodes;
using Platform.Infra.Plan;
using Platform.Infra.Settings;
using Platform.Registry.Stacks;

namespace Platform.Infra.Tests.Policies;

/// <summary>The stacks that every rule is held to: the plainest, one with every feature, and one whose ledger is managed.</summary>
public static class PlannedStacks
{
    public static TheoryData<string> All => ["plain", "everything", "managed"];

    public static async Task<PlanDocument> OfAsync(string stack) => (await StackPlan.OfAsync(Samples.Inputs with
    {
        Settings = stack switch
        {
            "everything" => Samples.Settings with { Features = Everything },
            "managed" => Samples.Settings with { Ledger = new LedgerSettings.Managed("vpc-1", ["subnet-1", "subnet-2"]) },
            _ => Samples.Settings,
        },
    })).Expanded;

    public static IEnumerable<(PlanResource Resource, JsonObject Statement)> Statements(PlanDocument plan) =>
        from resource in plan.Resources
        from input in resource.Inputs
        where input.Value is JsonObject document && document["Statement"] is JsonArray
        from statement in input.Value!["Statement"]!.AsArray()
        select (resource, statement.AsObject());

    public static IEnumerable<string> Actions(JsonNode statement) => statement["Action"]!.AsArray().Select(action => (string)action!);

    public static IEnumerable<string> Targets(JsonNode policy, string action) =>
        policy["Statement"]!.AsArray().Where(statement => Actions(statement!).Contains(action)).SelectMany(statement => statement!["Resource"]!.AsArray()).Select(target => (string)target!);

    private static readonly CloudFeatures Everything = new()
    {
        AccessLogs = true,
        DataEvents = true,
        Dashboard = true,
        VpcEndpoints = true,
        LakeFormation = true,
        RouteTables = new Dictionary<string, IReadOnlyList<string>> { ["vpc-0a1"] = ["rtb-1"] },
    };
}
