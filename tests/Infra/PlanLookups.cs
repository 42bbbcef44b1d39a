using Platform.Infra.Plan;

namespace Platform.Infra.Tests;

internal static class PlanLookups
{
    public static IReadOnlyList<PlanResource> Of(this PlanDocument plan, string type) => [.. plan.Resources.Where(resource => resource.Type == type)];

    public static PlanResource One(this PlanDocument plan, string type, string name) => Assert.Single(plan.Resources, resource => resource.Type == type && resource.Name == name);
}
