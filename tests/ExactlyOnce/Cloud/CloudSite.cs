using System.Text.Json.Nodes;
using Platform.Aws.Calls;
using Platform.ExactlyOnce.Tests.Running;
using Platform.Fakes.Glue;
using Platform.Fakes.S3;
using Platform.Fakes.Signing;
using Platform.Lake.Catalog.Glue;
using Platform.Lake.Objects.S3;
using Platform.Registry.Entries;

namespace Platform.ExactlyOnce.Tests.Cloud;

/// <summary>A site whose lake is a bucket and whose catalog is Glue, over HTTP, with one deployed table of <see cref="Load"/>'s columns.</summary>
internal sealed class CloudSite : IAsyncDisposable
{
    private const string Prefix = "stage";

    private CloudSite(Site site, FakeS3 s3, FakeGlue glue)
    {
        Site = site;
        S3 = s3;
        Glue = glue;
    }

    public static Entry Entry => Site.Entry("t");

    public Site Site { get; }

    public FakeS3 S3 { get; }

    public FakeGlue Glue { get; }

    public static async Task<CloudSite> CreateAsync()
    {
        // The SDK looks for them in the environment of this process too; they are the same for every site.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", FakeCredentials.Default.AccessKey);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", FakeCredentials.Default.SecretKey);
        Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", FakeCredentials.Default.SessionToken);
        var table = Site.Identifier(Entry);
        var cloud = new CloudSite(await Site.CreateAsync(), await FakeS3.StartAsync(), await FakeGlue.StartAsync(table.Database));
        cloud.Glue.Deploy(table.Database, table.Name, null, "parquet", ("id", "bigint"), ("amount", "bigint"), ("note", "string"));
        cloud.Site.Cloud = new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = FakeCredentials.Default.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = FakeCredentials.Default.SecretKey,
            ["AWS_SESSION_TOKEN"] = FakeCredentials.Default.SessionToken!,
            ["AWS_REGION"] = FakeS3.Region,
            ["AWS_ENDPOINT_URL_S3"] = cloud.S3.Endpoint.AbsoluteUri,
            ["AWS_ENDPOINT_URL_GLUE"] = cloud.Glue.Endpoint.AbsoluteUri,
            ["PLATFORM_LAKE"] = Lake.AbsoluteUri,
            ["PLATFORM_LAKE_OWNER"] = cloud.S3.Bucket.Rules.Owner,
        };
        return cloud;
    }

    /// <summary>What the catalog shows of the hour now, and what <c>_latest</c> shows: not over HTTP, so that a reader does not use up the faults that are a job's.</summary>
    public (CloudPointer? Partition, CloudPointer? Latest) Shown()
    {
        var table = Site.Identifier(Entry);
        var partition = Glue.Partitions(table.Database, table.Name).GetValueOrDefault($"{Site.Hour.DatePartition}/{Site.Hour.HourPartition}");
        return (CloudPointer.Of(partition), CloudPointer.Of(Glue.Table(table.Database, table.Latest.Name)));
    }

    /// <summary>The objects below a location, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Objects(string location)
    {
        var prefix = location[$"s3://{FakeS3.BucketName}/".Length..];
        return S3.Bucket.Objects.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(o => o.Key[prefix.Length..], o => o.Content!, StringComparer.Ordinal);
    }

    public GlueCatalog OpenCatalog() =>
        new(new AwsClient(new AwsSettings(FakeGlue.Region, name => name == "AWS_ENDPOINT_URL_GLUE" ? Glue.Endpoint.AbsoluteUri : null), TimeProvider.System), TimeProvider.System);

    public S3ObjectStore OpenStore() => S3ObjectStore.Open(
        Lake, new S3Settings { Endpoint = S3.Endpoint, Region = FakeS3.Region, PathStyle = true, ExpectedOwner = S3.Bucket.Rules.Owner }, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await S3.DisposeAsync();
        await Glue.DisposeAsync();
        Site.Dispose();
    }

    private static Uri Lake => new($"s3://{FakeS3.BucketName}/{Prefix}");
}

/// <summary>Where a Glue table or partition points.</summary>
internal sealed record CloudPointer(string Location, string Attempt, long Publication, long Rows, long Bytes)
{
    public static CloudPointer? Of(JsonObject? shown)
    {
        if (shown?["Parameters"]?["platform.publication"] is null) return null;
        string Parameter(string name) => shown["Parameters"]![name]!.GetValue<string>();
        long Number(string name) => long.Parse(Parameter(name), System.Globalization.CultureInfo.InvariantCulture);
        return new CloudPointer(
            shown["StorageDescriptor"]!["Location"]!.GetValue<string>(), Parameter("platform.attempt"), Number("platform.publication"), Number("platform.rows"), Number("platform.bytes"));
    }
}
