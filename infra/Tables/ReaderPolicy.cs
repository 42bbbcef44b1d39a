using Platform.Infra.Catalog;
using Platform.Infra.Naming;
using Platform.Infra.Policies;
using Platform.Infra.Settings;
using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Infra.Tables;

/// <summary>What a reader of one table may do: read its objects and catalog entries, and query them in the stack's workgroup.</summary>
public static class ReaderPolicy
{
    /// <summary>IAM's limit of a managed policy, white space not counted.</summary>
    public const int Limit = 6_144;

    public static PolicyDocument Of(CloudSettings settings, Entry entry, string key)
    {
        var prefix = settings.LakePrefix + ObjectLayout.TablePrefix(entry.Source, entry.Table);
        var database = CatalogNames.Database(settings.Stack, entry.Source);
        return new PolicyDocument(
        [
            new Statement("Objects", ["s3:GetObject"], [Arn.Objects(settings.LakeBucket, prefix)]),
            new Statement("List", ["s3:ListBucket"], [Arn.Bucket(settings.LakeBucket)])
            {
                Condition = Conditions.When(("StringLike", "s3:prefix", [$"{prefix}*"])),
            },
            new Statement("Catalog", [.. QueryWorkgroup.CatalogActions],
                [Arn.GlueCatalog(settings), Arn.GlueDatabase(settings, database), .. CatalogNames.All(entry).Select(table => Arn.GlueTable(settings, database, table))]),
            .. QueryWorkgroup.Asking(settings),
            // Consoles and drivers look at a workgroup before they use it.
            new Statement("Workgroup", ["athena:GetWorkGroup"], [QueryWorkgroup.Arn(settings)]),
            new Statement("Key", ["kms:Decrypt", "kms:GenerateDataKey"], [key]),
        ]);
    }
}
