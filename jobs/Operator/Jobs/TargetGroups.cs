using Platform.Registry.Loading;

namespace Platform.Operator.Jobs;

/// <summary>Which targets are one job: those of a consistency group at one snapshot time, and every other alone.</summary>
internal static class TargetGroups
{
    /// <summary>A grouped table brings all of its group with it.</summary>
    public static IReadOnlyList<SnapshotTargets> Of(RegistryContents registry, IReadOnlyList<SnapshotTarget> targets)
    {
        var jobs = new List<SnapshotTargets>();
        foreach (var target in targets)
        {
            var group = registry.GroupOf(target.Entry);
            if (jobs.Exists(job => job.Targets.Contains(target))) continue;
            jobs.Add(group is null
                ? new SnapshotTargets(null, [target])
                : new SnapshotTargets(group, [.. registry.MembersOf(target.Entry.Source, group).Select(entry => new SnapshotTarget(entry, target.Time))]));
        }

        return jobs;
    }
}
