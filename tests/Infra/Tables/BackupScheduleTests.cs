using Platform.Infra.Plan;
using Platform.Infra.Settings;
using Platform.Registry.Entries;
using Platform.Registry.Loading;

namespace Platform.Infra.Tests.Tables;

/// <summary>The backup of docs/restore.md, deployed: Avro once a month, with a retention and a storage class of its own.</summary>
public sealed class BackupScheduleTests
{
    [Fact]
    public async Task DocumentedBackup_IsMonthlyAvroThatMovesToInfrequentAccessAndIsKeptSevenYears()
    {
        var (source, entry) = Documented();
        Assert.Equal((FileFormat.Avro, Compression.Zstd), (entry.Format, entry.Compression));
        var connection = Samples.Settings.Sources["shop"];
        var inputs = new StackInputs(
            Samples.Settings with { Sources = new Dictionary<string, SourceConnection> { [source.Name] = connection } }, [new SourceTables(source with { Network = Samples.Shop.Network }, [entry])]);

        var plan = (await StackPlan.OfAsync(inputs)).Expanded;

        Assert.Equal("cron(0 0 1 * ? *)", (string)plan.One("aws:scheduler/schedule:Schedule", "shop_backup/public.orders").Inputs["scheduleExpression"]!);
        Assert.Contains("avro", plan.One("aws:glue/catalogTable:CatalogTable", "shop_backup/public.orders").Inputs.ToJsonString(), StringComparison.Ordinal);
        var rule = plan.One("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "lake").Inputs["rules"]!.AsArray().Single(r => (string)r!["id"]! == "shop_backup/public.orders")!;
        Assert.Equal("shop_backup/public/orders/", (string)rule["filter"]!["prefix"]!);
        Assert.Equal("""[{"days":30,"storageClass":"STANDARD_IA"}]""", rule["transitions"]!.ToJsonString());
        Assert.Equal((7 * 366) + 30, (long)rule["expiration"]!["days"]!);
    }

    private static (SourceSettings Source, Entry Entry) Documented()
    {
        var page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "restore.md"));
        var folder = Directory.CreateTempSubdirectory("platform-backup-");
        try
        {
            foreach (var block in page.Split("```yaml\n").Skip(1).Select(b => b[..b.IndexOf("```", StringComparison.Ordinal)]))
            {
                const string Head = "# stacks/registry/";
                Assert.StartsWith(Head, block, StringComparison.Ordinal);
                var path = Path.Combine(folder.FullName, block[Head.Length..block.IndexOf('\n', StringComparison.Ordinal)]);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, block);
            }

            var registry = RegistryLoader.Load(folder.FullName);
            return (Assert.Single(registry.Sources), Assert.Single(registry.Entries));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
