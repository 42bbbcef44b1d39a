namespace Platform.Registry.Grammar;

/// <summary>
/// What the grammar knows and no job does yet, in one list: whoever builds a feature deletes its line. Types that are not built yet are the
/// type table's to refuse.
/// </summary>
internal static class NotYetSupported
{
    public static FeatureList Table { get; } = new(
        new Feature("mode", "mode: incremental or cdc", "use mode: full", "incremental", "cdc"));

    public static FeatureList Source { get; } = new(
        new Feature("engine", "engine: mysql", "use engine: postgres", "mysql"));
}
