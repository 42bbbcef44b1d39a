using Platform.Infra.Catalog;
using Platform.Infra.Naming;
using Platform.Infra.Policies;
using Platform.Infra.Settings;
using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Infra.Tables;

/// <summary>What a snapshot job may do: everything to its own tables' prefixes and partitions, nothing to anybody else's.</summary>
public static class JobPolicy
{
    /// <summary>IAM's limit of a role's inline policies together, white space not counted.</summary>
    public const int Limit = 10_240;

    /// <param name="settings">The stack's.</param>
    /// <param name="entries">The job's tables, of one source.</param>
    /// <param name="group">The group that they are; null for one table.</param>
    /// <param name="ledgerSecret">ARN of the secret with the ledger's URL.</param>
    /// <param name="key">ARN of the lake's key.</param>
    public static PolicyDocument Of(CloudSettings settings, IReadOnlyList<Entry> entries, string? group, string ledgerSecret, string key)
    {
        var source = entries[0].Source;
        var prefixes = entries.Select(entry => settings.LakePrefix + ObjectLayout.TablePrefix(entry.Source, entry.Table)).ToArray();
        var database = CatalogNames.Database(settings.Stack, source);
        string[] catalog = [Arn.GlueCatalog(settings), Arn.GlueDatabase(settings, database)];
        var outputs = entries.SelectMany(entry => entry.EachOutput()).ToList();
        string[] tables = [.. outputs.Select(output => Arn.GlueTable(settings, database, CatalogNames.Table(output)))];
        string[] latest = [.. outputs.Select(output => Arn.GlueTable(settings, database, CatalogNames.Latest(output)))];
        var queries = entries.Any(entry => entry.VerifyInAthena);
        return new PolicyDocument(
        [
            new Statement("Objects", ["s3:AbortMultipartUpload", "s3:DeleteObjectVersion", "s3:GetObject", "s3:PutObject", "s3:PutObjectTagging"],
                [.. prefixes.Select(prefix => Arn.Objects(settings.LakeBucket, prefix))]),
            new Statement("List", ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions"], [Arn.Bucket(settings.LakeBucket)])
            {
                Condition = Conditions.When(("StringLike", "s3:prefix", [.. prefixes.Select(prefix => $"{prefix}*")])),
            },
            new Statement("Entry", ["s3:GetObject"], [.. Documents(source, entries, group).Select(prefix => Arn.Objects(settings.LakeBucket, settings.LakePrefix + prefix))]),
            new Statement("Look", queries ? [.. QueryWorkgroup.CatalogActions] : ["glue:GetPartition", "glue:GetPartitions", "glue:GetTable"], [.. catalog, .. tables, .. latest]),
            new Statement("Partitions", ["glue:BatchDeletePartition", "glue:CreatePartition", "glue:UpdatePartition"], [.. catalog, .. tables]),
            new Statement("Latest", ["glue:CreateTable", "glue:UpdateTable"], [.. catalog, .. latest]),
            .. queries ? QueryWorkgroup.Asking(settings) : [],
            new Statement("Key", ["kms:Decrypt", "kms:GenerateDataKey"], [key]),
            new Statement("Secrets", ["secretsmanager:GetSecretValue"],
                [.. new[] { settings.Sources[source].Secret.Arn, ledgerSecret, settings.ProofSeedSecret, settings.MaskSecretOf(entries) }.OfType<string>().Distinct().Order(StringComparer.Ordinal)]),
            .. settings.Sources[source].Database.IamUser is { } user ? [new Statement("Connect", ["rds-db:connect"], [user])] : Array.Empty<Statement>(),
            .. settings.SecretKeysOf([source]) is { Count: > 0 } keys ? [SecretKeys.Unseal(settings, keys)] : Array.Empty<Statement>(),
        ]);
    }

    /// <summary>Where the documents lie that tell the job what to do.</summary>
    private static IEnumerable<string> Documents(string source, IReadOnlyList<Entry> entries, string? group)
    {
        foreach (var entry in entries) yield return ObjectLayout.EntryPrefix(source, entry.Table);
        if (group is not null) yield return ObjectLayout.GroupPrefix(source, group);
    }
}
