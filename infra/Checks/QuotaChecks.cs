using System.Globalization;
using System.Text;
using Platform.Infra.Alerts;
using Platform.Infra.Compute;
using Platform.Infra.Policies;
using Platform.Infra.Scheduling;
using Platform.Infra.Settings;
using Platform.Infra.Storage;
using Platform.Infra.Tables;
using Platform.Registry.Entries;

namespace Platform.Infra.Checks;

/// <summary>Every limit that a stack would run into halfway through a deployment.</summary>
public static class QuotaChecks
{
    /// <summary>Roles of a stack beside those of its jobs: execution and scheduler.</summary>
    private const int OwnRoles = 2;

    /// <summary>Batch's limit of a job definition, in bytes; a quarter is left for what Batch itself adds.</summary>
    private const int MaxDefinition = 24 * 1024 * 3 / 4;

    /// <summary>SNS and Batch take ARNs of any key; this one is as long as a key's ARN gets.</summary>
    private const string LongestKey = "arn:aws:kms:ap-southeast-1:123456789012:key/mrk-00000000000000000000000000000000";

    public static void Check(StackInputs inputs, ProblemList problems)
    {
        var quotas = inputs.Settings.Quotas;
        List<Entry> live = [.. inputs.Entries.Where(entry => entry.State != EntryState.Retired)];
        var jobs = inputs.Sources.Sum(source => Jobs(source));
        Quota("IAM roles", "roles", jobs + OwnRoles + (inputs.Settings.Features.LakeFormation ? 1 : 0), quotas.Roles);
        Quota("customer managed policies", "managed_policies", inputs.Entries.Count(), quotas.ManagedPolicies);
        Quota("EventBridge schedules", "schedules", jobs + 1, quotas.Schedules);
        Quota("CloudWatch alarms", "alarms", live.Count * TableAlarms.PerTable, quotas.Alarms);
        Quota("Batch compute environments", "compute_environments", inputs.Sources.Count * 2, quotas.ComputeEnvironments);
        Quota("Batch job queues", "job_queues", inputs.Sources.Count * 2, quotas.JobQueues);
        Quota("Systems Manager parameters", "parameters", inputs.Entries.Count() + (inputs.Settings.Ledger is LedgerSettings.Managed ? 1 : 0), quotas.Parameters);
        foreach (var reader in inputs.Entries.SelectMany(entry => entry.Readers.Distinct()).GroupBy(reader => reader, StringComparer.Ordinal).Where(group => group.Count() > quotas.PoliciesPerRole))
        {
            problems.Add($"reader {reader.Key}", $"it would have {reader.Count()} managed policies attached, and a role takes {quotas.PoliciesPerRole}",
                "let further roles read the rest, or, after AWS raised the quota (at most 25), set platform:cloud quotas: { policies_per_role }");
        }
        Rules(inputs, problems);
        Policies(inputs, problems);

        void Quota(string what, string key, int needed, int quota)
        {
            if (needed > quota)
                problems.Add($"quota {key}", string.Create(CultureInfo.InvariantCulture, $"the stack needs {needed} {what} and the account has {quota}"), $"ask AWS to raise it, then set platform:cloud quotas: {{ {key} }}; groups share one job");
        }
    }

    /// <summary>The jobs of a source: one per group, one per table without.</summary>
    private static int Jobs(SourceTables source)
    {
        var live = source.Entries.Where(entry => entry.State != EntryState.Retired).ToList();
        return live.Count(entry => source.GroupOf(entry) is null) + source.Source.Groups.Count(group => live.Any(entry => group.Tables.Contains(entry.Table)));
    }

    private static void Rules(StackInputs inputs, ProblemList problems)
    {
        var rules = LifecycleRules.Of(inputs).Count;
        if (rules > LifecycleRules.Limit)
            problems.Add("lifecycle", $"the lake would need {rules} lifecycle rules of at most {LifecycleRules.Limit}", "give tables the same keep and storage, so that they share rules");
        if (!LifecycleRules.Shared(inputs)) return;
        // One job writes all objects of its group under one set of tags.
        foreach (var (source, entries) in inputs.Sources)
        {
            foreach (var group in source.Groups.Where(group => entries.Where(entry => group.Tables.Contains(entry.Table)).Select(LifecyclePolicy.Of).Distinct().Count() > 1))
                problems.Add($"source {source.Name}, group {group.Name}", $"its tables keep their snapshots differently, and beyond {LifecycleRules.Limit - 1} tables of a stack rules are shared by a tag that one job gives to all that it writes", "give its tables the same keep and storage, or split the group");
        }
    }

    private static void Policies(StackInputs inputs, ProblemList problems)
    {
        var settings = inputs.Settings;
        Shared("scheduler", ScheduleHost.SchedulerPolicy(inputs, LongestKey));
        Shared("execution", JobHost.ExecutionPolicy(settings, LongestKey, LongestKey, settings.ProofSeedSecret, LongestKey));
        foreach (var source in inputs.Sources)
        {
            foreach (var entry in source.Entries)
            {
                var size = Size(ReaderPolicy.Of(settings, entry, LongestKey).ToJson());
                if (size > ReaderPolicy.Limit) problems.Add(entry.FullName, $"its readers' policy has {size} characters of at most {ReaderPolicy.Limit}", "shorten the lake's prefix");
            }
            foreach (var members in source.Entries.Where(entry => entry.State != EntryState.Retired).GroupBy(entry => source.GroupOf(entry)?.Name ?? $"table {entry.FullName}", StringComparer.Ordinal))
            {
                var size = Size(JobPolicy.Of(settings, [.. members], source.GroupOf(members.First())?.Name, settings.ProofSeedSecret, LongestKey).ToJson());
                if (size > JobPolicy.Limit) problems.Add(members.Key, $"its job's policy has {size} characters of at most {JobPolicy.Limit}", "split the group");
                var definition = Encoding.UTF8.GetByteCount(settings.LakeUri) * 4 + members.Sum(entry => Encoding.UTF8.GetByteCount(entry.FullName) * 3) + 4_096;
                if (definition > MaxDefinition) problems.Add(members.Key, $"its job definition has about {definition} bytes of at most {MaxDefinition}", "split the group, or shorten names");
            }
        }

        void Shared(string role, PolicyDocument policy)
        {
            var size = Size(policy.ToJson());
            if (size > JobPolicy.Limit) problems.Add($"role {role}", $"its policy names every source and has {size} characters of at most {JobPolicy.Limit}", "deploy some of the sources as a stack of their own");
        }
    }

    /// <summary>IAM counts characters, white space apart; these documents have none outside of strings.</summary>
    private static int Size(string json) => json.Length;
}
