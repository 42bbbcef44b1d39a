using Platform.Infra.Settings;
using Platform.Infra.Storage;

namespace Platform.Infra.Checks;

/// <summary>Names that services would refuse.</summary>
public static class NameChecks
{
    /// <summary>S3's limit of a bucket's name.</summary>
    private const int MaxBucket = 63;

    /// <summary>What is left of 64 characters is enough for the start of a table's name and its hash.</summary>
    private const int MaxPrefix = 44;

    /// <summary>China, the American government, and the sovereign cloud of the EU: their ARNs do not begin with <c>arn:aws:</c>.</summary>
    private static readonly string[] ForeignPartitions = ["cn-", "us-gov-", "us-iso", "eu-isoe-", "eusc-"];

    public static void Check(StackInputs inputs, ProblemList problems)
    {
        var settings = inputs.Settings;
        if (settings.Stack.EndsWith('_') || settings.Stack.Contains("__", StringComparison.Ordinal))
            problems.Add($"stack {settings.Stack}", "names of a repository and of a database take single underscores, and only between letters and digits", "rename the stack");
        if (ForeignPartitions.FirstOrDefault(prefix => settings.Region.StartsWith(prefix, StringComparison.Ordinal)) is { } foreign)
            problems.Add("platform:region", $"regions that begin with {foreign} are another partition of AWS, whose ARNs this program does not write", "choose a region of the commercial partition, such as eu-west-1");
        var longest = LakeBuckets.ResultsBucket(settings);
        if (longest.Length > MaxBucket)
            problems.Add("platform:lake", $"bucket {settings.LakeBucket} leaves no room for its sibling {longest}, which has {longest.Length} characters of at most {MaxBucket}", "choose a shorter bucket");
        foreach (var (source, _) in inputs.Sources)
        {
            var prefix = $"{CloudName.Prefix(settings.Stack)}-{source.Name}-";
            if (prefix.Length > MaxPrefix) problems.Add($"source {source.Name}", $"names of its resources begin with {prefix}, {prefix.Length} characters of at most {MaxPrefix}", "shorten the stack's or the source's name");
        }
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in inputs.Entries)
        {
            var name = CloudName.Of(settings.Stack, entry.Source, entry.Table);
            if (!names.TryAdd(name, entry.FullName)) problems.Add(entry.FullName, $"its resources would be named {name}, as those of {names[name]}", "rename one of the sources");
        }
        foreach (var import in settings.Import.Where(import => inputs.Entries.SelectMany(entry => entry.EachOutput()).All(output => output.FullName != import)))
            problems.Add("platform:cloud import", $"{import} is not a table of this stack", "write source/schema.table, or source/schema.table@output, or remove it");
    }
}
