using Platform.Infra.Settings;

namespace Platform.Infra.Checks;

/// <summary>Everything that must hold of a stack before a resource is declared.</summary>
public static class InputChecks
{
    public static void Check(StackInputs inputs, ProblemList problems)
    {
        NameChecks.Check(inputs, problems);
        foreach (var source in inputs.Sources)
            foreach (var entry in source.Entries) EntryChecks.Check(inputs.Settings, entry, problems);
        QuotaChecks.Check(inputs, problems);
    }
}
