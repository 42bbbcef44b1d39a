using Platform.Infra.Naming;
using Platform.Infra.Settings;
using Platform.Registry.Entries;
using Platform.Registry.Layout;
using Lf = Pulumi.Aws.LakeFormation;

namespace Platform.Infra.Tables;

/// <summary>One managed policy per table, for all its outputs, attached to the roles that may read it; they keep it when the table is retired.</summary>
public sealed class ReaderAccess : ComponentResource
{
    public ReaderAccess(string name, CloudSettings settings, Entry entry, IReadOnlyList<(Entry Output, Output<string> Table)> catalog, Output<string> key, ComponentResourceOptions options)
        : base("platform:tables:ReaderAccess", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var policy = new Aws.Iam.Policy(name, new Aws.Iam.PolicyArgs
        {
            Name = $"{CloudName.Of(settings.Stack, entry.Source, entry.Table)}-read",
            Description = "Reads one table of the lake",
            PolicyDocument = key.Apply(arn => ReaderPolicy.Of(settings, entry, arn).ToJson()),
            Tags = CloudTags.OfTable(settings, entry),
        }, child);
        foreach (var reader in entry.Readers.Distinct().Order(StringComparer.Ordinal))
        {
            _ = new Aws.Iam.RolePolicyAttachment($"{name}/{RoleName(reader)}", new Aws.Iam.RolePolicyAttachmentArgs { Role = RoleName(reader), PolicyArn = policy.Arn }, child);
            if (!settings.Features.LakeFormation) continue;
            foreach (var (output, table) in catalog)
            {
                _ = new Lf.Permissions($"{output.FullName}/{RoleName(reader)}", new Lf.PermissionsArgs
                {
                    Principal = reader,
                    PermissionDetails = { "SELECT", "DESCRIBE" },
                    Table = new Lf.Inputs.PermissionsTableArgs { DatabaseName = CatalogNames.Database(settings.Stack, entry.Source), Name = table },
                }, child);
            }
        }
        RegisterOutputs();
    }

    /// <summary>The last part of a role's ARN; a path before it is not part of the name.</summary>
    public static string RoleName(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
