using System.Text.Json.Nodes;
using Platform.Aws.Calls;
using Platform.Fakes.Glue;
using Platform.Fakes.S3;
using Platform.Fakes.Signing;
using Platform.Lake.Catalog;
using Platform.Lake.Catalog.Glue;
using Platform.Lake.Objects;
using Platform.Lake.Objects.S3;

namespace Platform.ExactlyOnce.Tests.Lakes;

/// <summary>A bucket and Glue, over HTTP.</summary>
internal sealed class BucketLake(FakeS3 s3, FakeGlue glue) : ILake
{
    public Uri Uri { get; } = new($"s3://{FakeS3.BucketName}/stage");

    public IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["AWS_ACCESS_KEY_ID"] = FakeCredentials.Default.AccessKey,
        ["AWS_SECRET_ACCESS_KEY"] = FakeCredentials.Default.SecretKey,
        ["AWS_SESSION_TOKEN"] = FakeCredentials.Default.SessionToken!,
        ["AWS_REGION"] = FakeS3.Region,
        ["AWS_ENDPOINT_URL_S3"] = s3.Endpoint.AbsoluteUri,
        ["AWS_ENDPOINT_URL_GLUE"] = glue.Endpoint.AbsoluteUri,
        ["PLATFORM_LAKE_OWNER"] = s3.Bucket.Rules.Owner,
    };

    public ICatalog Catalog =>
        new GlueCatalog(new AwsClient(new AwsSettings(FakeGlue.Region, name => Variables.GetValueOrDefault(name)), TimeProvider.System), TimeProvider.System);

    public IObjectStore OpenStore() => S3ObjectStore.Open(
        Uri, new S3Settings { Endpoint = s3.Endpoint, Region = FakeS3.Region, PathStyle = true, ExpectedOwner = s3.Bucket.Rules.Owner }, TimeProvider.System);

    public int Unfinished => s3.Bucket.Uploads.Count;

    public IReadOnlyList<Pointer> Partitions(TableIdentifier table) =>
        [.. glue.Partitions(table.Database, table.Name).Values.Select(Shown).OfType<Pointer>().OrderBy(pointer => pointer.Parameters.SnapshotTime.Value)];

    public Pointer? Latest(TableIdentifier table) => Shown(glue.Table(table.Database, table.Latest.Name));

    public bool Holds(Uri location) => s3.Bucket.Objects.Any(o => o.Key.StartsWith($"{location.AbsolutePath[1..]}part-", StringComparison.Ordinal));

    public IReadOnlyDictionary<string, byte[]> Files(Uri location)
    {
        var prefix = location.AbsolutePath[1..];
        return s3.Bucket.Objects.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(o => o.Key[prefix.Length..], o => o.Content!, StringComparer.Ordinal);
    }

    public IEnumerable<string> FilesOfAttempts() => s3.Bucket.Objects.Select(o => $"s3://{FakeS3.BucketName}/{o.Key}");

    /// <summary>Null where no publication put it.</summary>
    private static Pointer? Shown(JsonObject? described)
    {
        if (described?["Parameters"] is not JsonObject parameters) return null;
        var provenance = PointerParameters.FromDictionary(parameters.ToDictionary(p => p.Key, p => p.Value!.GetValue<string>()));
        return provenance is null ? null : new Pointer { Location = new Uri(described["StorageDescriptor"]!["Location"]!.GetValue<string>()), Columns = [], Format = "parquet", Parameters = provenance };
    }
}
