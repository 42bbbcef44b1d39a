using System.Globalization;
using Platform.Infra.Catalog;
using Platform.Infra.Compute;
using Platform.Infra.Naming;
using Platform.Infra.Scheduling;
using Platform.Infra.Settings;
using Platform.Infra.Storage;
using Platform.Infra.Tables;
using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Infra.Checks;

/// <summary>What one table asks of the cloud and the cloud does not offer.</summary>
public static class EntryChecks
{
    /// <summary>Batch takes 50 tags, definition and job together.</summary>
    private const int MaxTags = 50;

    /// <summary>Glue's limit of a column's type.</summary>
    private const int MaxColumnType = 131_072;

    /// <summary>Glue's limit of a name.</summary>
    private const int MaxName = 255;

    /// <summary>The last character that a policy document may have: U+00FF.</summary>
    private const int LastInPolicies = 'ÿ';

    public static void Check(CloudSettings settings, Entry entry, ProblemList problems)
    {
        if (CatalogNames.All(entry).Append(ObjectLayout.TablePrefix(entry.Source, entry.Table)).SelectMany(name => name.EnumerateRunes()).FirstOrDefault(rune => rune.Value > LastInPolicies) is { Value: > 0 } rune)
            problems.Add(entry.FullName, $"its name has '{rune}', and a policy of IAM takes no character after {(char)LastInPolicies}", "snapshot it from a desk, or rename the table");
        if (FargateSize.Problem(entry.Resources) is { } size) problems.Add(entry.FullName, size, "set resources: { vcpu, memory } to a size that Fargate has");
        if (LifecyclePolicy.Of(entry) is { ExpireDays: { } expire, InfrequentAccessDays: { } move } && expire <= move)
            problems.Add(entry.FullName, string.Create(CultureInfo.InvariantCulture, $"its objects would move to infrequent access after {move} days and be gone after {expire} ({LifecyclePolicy.Margin} more than the longest keep), which S3 refuses"), "keep snapshots for longer, or leave storage: { infrequent_access } out");
        if (!ScheduleExpression.TryFrom(entry.Schedule, out _, out var schedule)) problems.Add(entry.FullName, schedule, "write the schedule so that one of its day fields is *");
        foreach (var reader in entry.Readers.Where(reader => Arn.Account(reader) != settings.Account))
            problems.Add(entry.FullName, $"reader {reader} is a role of another account than {settings.Account}", "share with other accounts through Lake Formation or a role of this account that they may assume");
        var tags = entry.Tags.Count + settings.Tags.Count + CloudTags.OwnTags;
        if (tags > MaxTags) problems.Add(entry.FullName, $"its resources would carry {tags} tags of at most {MaxTags}", "remove tags from the entry or the stack");
        if (settings.MaskSecret is null && entry.Columns.FirstOrDefault(column => column.Mask == Mask.Hash) is { } hashed)
            problems.Add(entry.FullName, $"column {hashed.Name} has mask: hash and the stack has no secret for it", "add mask_secret to platform:cloud: the ARN of a secret of 32 characters or more");
        foreach (var column in entry.EachOutput().SelectMany(CatalogColumns.Of).DistinctBy(column => (column.Name, column.Type)))
        {
            if (column.Type.Length > MaxColumnType) problems.Add(entry.FullName, $"column {column.Name} has a catalog type of {column.Type.Length} characters of at most {MaxColumnType}", "read it as: text");
            if (column.Name.Length > MaxName) problems.Add(entry.FullName, $"column {column.Name[..40]}… has a name of {column.Name.Length} characters of at most {MaxName}", "leave it out, and it is not read");
        }
        foreach (var twice in entry.Readers.Distinct().GroupBy(ReaderAccess.RoleName, StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add(entry.FullName, $"readers name role {twice.Key} under several paths", "a role's name is unique in its account: keep the one that exists");
    }
}
