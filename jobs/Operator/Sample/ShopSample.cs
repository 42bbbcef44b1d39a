using Platform.LocalStack.Cluster;

namespace Platform.Operator.Sample;

/// <summary>The sample source <c>shop</c>: seven related tables, 1,000,000 rows, made by <c>shop.sql</c>.</summary>
internal static class ShopSample
{
    public const string SourceName = "shop";

    /// <summary>The same database, as the source of its backups.</summary>
    public const string BackupName = "shop_backup";

    public const string Database = "shop";

    /// <summary>Makes the database and its rows where they are not there yet; true where it did.</summary>
    public static async Task<bool> EnsureAsync(LocalCluster cluster, CancellationToken cancellationToken)
    {
        await cluster.CreateDatabaseAsync(Database, cancellationToken);
        using var script = new StreamReader(typeof(ShopSample).Assembly.GetManifestResourceStream("shop.sql")!);
        return await cluster.RunOnceAsync(Database, "public.events", await script.ReadToEndAsync(cancellationToken), cancellationToken);
    }
}
