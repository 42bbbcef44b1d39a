using Platform.Infra.Naming;
using Platform.Registry.Entries;
using Platform.Registry.Layout;
using Lf = Pulumi.Aws.LakeFormation;

namespace Platform.Infra.Tables;

/// <summary>What Lake Formation asks of a job beside IAM: on a registered location, partitions move only with these.</summary>
public static class JobGrants
{
    /// <summary>The grants of one job for its tables' outputs, each with its catalog table's name; <paramref name="name"/> is the job's logical name.</summary>
    public static void Declare(StackHosts hosts, string name, SnapshotJob job, IReadOnlyList<(Entry Entry, Output<string> Table)> tables)
    {
        var settings = hosts.Settings;
        var database = CatalogNames.Database(settings.Stack, tables[0].Entry.Source);
        var child = new CustomResourceOptions { Parent = job };
        _ = new Lf.Permissions($"{name}-location", new Lf.PermissionsArgs
        {
            Principal = job.Role,
            PermissionDetails = { "DATA_LOCATION_ACCESS" },
            DataLocation = new Lf.Inputs.PermissionsDataLocationArgs { Arn = Arn.Bucket(settings.LakeBucket) },
        }, child);
        // The job makes its own _latest, and owns what it makes.
        _ = new Lf.Permissions($"{name}-latest", new Lf.PermissionsArgs
        {
            Principal = job.Role,
            PermissionDetails = { "CREATE_TABLE", "DESCRIBE" },
            Database = new Lf.Inputs.PermissionsDatabaseArgs { Name = database },
        }, child);
        foreach (var (entry, table) in tables)
        {
            _ = new Lf.Permissions($"{entry.FullName}-table", new Lf.PermissionsArgs
            {
                Principal = job.Role,
                PermissionDetails = { "ALTER", "DESCRIBE" },
                Table = new Lf.Inputs.PermissionsTableArgs { DatabaseName = database, Name = table },
            }, child);
        }
    }
}
