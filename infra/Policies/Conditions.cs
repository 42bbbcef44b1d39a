namespace Platform.Infra.Policies;

/// <summary>Who a statement is for, and when it holds.</summary>
public static class Conditions
{
    public static IReadOnlyDictionary<string, string[]> Service(params string[] services) => Map("Service", services);

    public static IReadOnlyDictionary<string, string[]> Aws(params string[] arns) => Map("AWS", arns);

    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>> When(params (string Operator, string Key, string[] Values)[] conditions) =>
        conditions.GroupBy(c => c.Operator, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            IReadOnlyDictionary<string, string[]> (group) => group.ToDictionary(c => c.Key, c => c.Values, StringComparer.Ordinal),
            StringComparer.Ordinal);

    private static Dictionary<string, string[]> Map(string key, string[] values) => new(StringComparer.Ordinal) { [key] = values };
}
