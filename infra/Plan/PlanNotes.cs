using Platform.Infra.Settings;
using Platform.Registry.Entries;

namespace Platform.Infra.Plan;

/// <summary>What a person should know beside the resources.</summary>
public static class PlanNotes
{
    public static IReadOnlyList<string> Of(StackInputs inputs) => [.. Image(inputs), .. Databases(inputs), .. States(inputs)];

    private static IEnumerable<string> Image(StackInputs inputs)
    {
        if (inputs.Settings.Image is null)
            yield return "no image is set: every schedule is DISABLED and every alarm silent until platform:image names the job image by digest";
    }

    private static IEnumerable<string> Databases(StackInputs inputs)
    {
        foreach (var (source, _) in inputs.Sources)
        {
            if (source.Network is not { } network || inputs.Settings.Sources[source.Name] is not { Database: { Open: false } database }) continue;
            yield return $"source {source.Name}: let the jobs' security group in: add to {network.SecurityGroup} an ingress rule for tcp {database.Port} from the security group of {source.Name}'s jobs, or set open: true";
        }
    }

    private static IEnumerable<string> States(StackInputs inputs)
    {
        foreach (var entry in inputs.Entries.Where(entry => entry.State == EntryState.Paused)) yield return $"{entry.FullName} is paused: its schedule and its alarms are off";
        foreach (var name in inputs.Settings.Import) yield return $"{name} takes its catalog table over from an earlier life; once that is deployed, import need not name it any more";
        foreach (var entry in inputs.Entries.Where(entry => entry.State == EntryState.Retired)) yield return $"{entry.FullName} is retired: it has no job; its data, catalog and readers stay";
    }
}
