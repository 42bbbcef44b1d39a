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

    public static PolicyDocument Of(CloudSettings settings, IReadOnlyList<Entry> entries, string ledgerSecret, string key)
    {
        var prefixes = entries.Select(entry => settings.LakePrefix + ObjectLayout.TablePrefix(entry.Source, entry.Table)).ToArray();
        var database = CatalogNames.Database(settings.Stack, entries[0].Source);
        string[] catalog = [Arn.GlueCatalog(settings), Arn.GlueDatabase(settings, database)];
        string[] tables = [.. entries.Select(entry => Arn.GlueTable(settings, database, CatalogNames.Table(entry.Table, entry.Version)))];
        string[] latest = [.. entries.Select(entry => Arn.GlueTable(settings, database, CatalogNames.Latest(entry.Table, entry.Version)))];
        return new PolicyDocument(
            new Statement("Objects", ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject", "s3:PutObjectTagging"],
                [.. prefixes.Select(prefix => Arn.Objects(settings.LakeBucket, prefix))]),
            new Statement("List", ["s3:ListBucket", "s3:ListBucketMultipartUploads"], [Arn.Bucket(settings.LakeBucket)])
            {
                Condition = Conditions.When(("StringLike", "s3:prefix", [.. prefixes.Select(prefix => $"{prefix}*")])),
            },
            new Statement("Entry", ["s3:GetObject"], [.. entries.Select(entry => Arn.Objects(settings.LakeBucket, $"{settings.LakePrefix}_registry/{entry.Source}/{ObjectLayout.EntryFileStem(entry.Table)}/"))]),
            new Statement("Look", ["glue:BatchGetPartition", "glue:GetDatabase", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable"], [.. catalog, .. tables, .. latest]),
            new Statement("Partitions", ["glue:BatchCreatePartition", "glue:BatchUpdatePartition", "glue:CreatePartition", "glue:UpdatePartition"], [.. catalog, .. tables]),
            new Statement("Latest", ["glue:CreateTable", "glue:UpdateTable"], [.. catalog, .. latest]),
            new Statement("Key", ["kms:Decrypt", "kms:GenerateDataKey"], [key]),
            new Statement("Secrets", ["secretsmanager:GetSecretValue"],
                [.. new[] { settings.Sources[entries[0].Source].Secret.Arn, ledgerSecret, settings.ProofSeedSecret, settings.MaskSecretOf(entries) }.OfType<string>().Distinct().Order(StringComparer.Ordinal)]));
    }
}
