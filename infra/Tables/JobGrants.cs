using Platform.Infra.Naming;
using Platform.Registry.Entries;
using Platform.Registry.Layout;
using Lf = Pulumi.Aws.LakeFormation;

namespace Platform.Infra.Tables;

/// <summary>What Lake Formation asks of a job beside IAM: on a registered location, partitions move only with these.</summary>
public static class JobGrants
{
    public static void Declare(StackHosts hosts, Entry entry, Output<string> role, Output<string> table, Resource parent)
    {
        var settings = hosts.Settings;
        var database = CatalogNames.Database(settings.Stack, entry.Source);
        var child = new CustomResourceOptions { Parent = parent };
        _ = new Lf.Permissions($"{entry.FullName}-location", new Lf.PermissionsArgs
        {
            Principal = role,
            PermissionDetails = { "DATA_LOCATION_ACCESS" },
            DataLocation = new Lf.Inputs.PermissionsDataLocationArgs { Arn = Arn.Bucket(settings.LakeBucket) },
        }, child);
        _ = new Lf.Permissions($"{entry.FullName}-table", new Lf.PermissionsArgs
        {
            Principal = role,
            PermissionDetails = { "ALTER", "DESCRIBE" },
            Table = new Lf.Inputs.PermissionsTableArgs { DatabaseName = database, Name = table },
        }, child);
        // The job makes its own _latest, and owns what it makes.
        _ = new Lf.Permissions($"{entry.FullName}-latest", new Lf.PermissionsArgs
        {
            Principal = role,
            PermissionDetails = { "CREATE_TABLE", "DESCRIBE" },
            Database = new Lf.Inputs.PermissionsDatabaseArgs { Name = database },
        }, child);
    }
}
