using Platform.ExactlyOnce.Tests.Lakes;
using Platform.ExactlyOnce.Tests.Running;
using Platform.Fakes.Glue;
using Platform.Fakes.S3;
using Platform.Fakes.Signing;
using Platform.Registry.Entries;

namespace Platform.ExactlyOnce.Tests.Cloud;

/// <summary>A site whose lake is a bucket and whose catalog is Glue, over HTTP, with one deployed table of <see cref="Load"/>'s columns.</summary>
internal sealed class CloudSite : IAsyncDisposable
{
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
        var s3 = await FakeS3.StartAsync();
        var glue = await FakeGlue.StartAsync(table.Database);
        glue.Deploy(table.Database, table.Name, null, "parquet", ("id", "bigint"), ("amount", "bigint"), ("note", "string"));
        return new CloudSite(await Site.CreateAsync(lake: new BucketLake(s3, glue)), s3, glue);
    }

    public async ValueTask DisposeAsync()
    {
        Site.Dispose();
        await S3.DisposeAsync();
        await Glue.DisposeAsync();
    }
}
