using Microsoft.AspNetCore.WebUtilities;
using Platform.Fakes.Http;
using Platform.Fakes.S3;
using Platform.Fakes.Services;
using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Aws;

/// <summary>Every call a job makes, on its way and when it is given up, is one that its role in the committed plan allows, on that very resource.</summary>
public sealed class AllowedCallsTests
{
    private const string Account = "111111111111";
    private const string Bucket = "acme-lake-dev";

    private static readonly Entry Orders = JobStack.Entry("orders", JobStack.Column("id", "integer"), JobStack.Column("payload", "text")) with { Compression = Compression.None, Parallel = 1 };

    [Fact]
    public async Task Calls_OfARunThatFailsAndOneThatReplacesASnapshot_AreAllAllowed()
    {
        await using var cloud = await CloudStack.CreateAsync();
        await cloud.Stack.Source.ExecuteAsync("create table orders as select i::int as id, repeat(md5(i::text), 8) as payload from generate_series(1, 50000) i");
        var environment = cloud.Deploy(Orders, ("id", "int"), ("payload", "string"));
        cloud.S3.Faults.Add(Fault.Of(FaultKind.LostResponse, "CreateMultipartUpload"), Fault.Of(FaultKind.Forgotten, "UploadPart"));

        Assert.Equal(75, (await cloud.RunAsync(Orders, environment)).ExitCode);
        cloud.S3.Faults.Add(Fault.Of(FaultKind.LostResponse, "CompleteMultipartUpload"));
        Assert.Equal(0, (await cloud.RunAsync(Orders, environment)).ExitCode);

        AllAllowed(cloud);
        var operations = cloud.S3.Requests.Select(r => r.Operation).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
            ["AbortMultipartUpload", "CompleteMultipartUpload", "CreateMultipartUpload", "GetObject", "HeadObject", "ListMultipartUploads", "ListObjectVersions", "ListObjectsV2", "PutObject", "UploadPart"],
            operations);
    }

    [Fact]
    public async Task Calls_OfARunThatPrunes_AreAllAllowed()
    {
        await using var cloud = await CloudStack.CreateAsync();
        await cloud.Stack.Source.ExecuteAsync("create table orders as select 1 as id, 'x' as payload");
        var entry = Orders with { Keep = new Keep(TimeSpan.FromHours(1), null, null) };
        var environment = cloud.Deploy(entry, ("id", "int"), ("payload", "string"));
        var earlier = new SnapshotTime(cloud.Stack.Hour.Value.AddHours(-3));
        Assert.Equal(0, (await cloud.RunAsync(entry, environment, earlier, "--accept-late")).ExitCode);
        await cloud.Stack.AgeAsync();
        var removing = await cloud.RunAsync(entry, environment);
        await cloud.Stack.AgeAsync();
        var deleting = await cloud.RunAsync(entry, environment, cloud.Stack.Hour, "--force");

        Assert.True(removing.Has("pruned") && deleting.Has("pruned"), removing.Errors + deleting.Errors);
        Assert.Single(cloud.Glue.Partitions(CloudStack.Database, "orders"));
        Assert.Equal(1, cloud.Glue.Count("BatchDeletePartition"));
        Assert.Contains(cloud.S3.Requests, request => request.Operation.StartsWith("DeleteObject", StringComparison.Ordinal));
        AllAllowed(cloud);
    }

    [Theory]
    [InlineData("s3:DeleteObjectVersion", "arn:aws:s3:::acme-lake-dev/_registry/shop/public.orders/x.json", null)]
    [InlineData("s3:ListBucketVersions", "arn:aws:s3:::acme-lake-dev", "shop/public/")]
    [InlineData("glue:BatchDeletePartition", "arn:aws:glue:eu-west-1:111111111111:table/dev_shop/order_items", null)]
    [InlineData("s3:PutObject", "arn:aws:s3:::acme-lake-dev/shop/public/order_items/x", null)]
    [InlineData("s3:DeleteBucket", "arn:aws:s3:::acme-lake-dev", null)]
    [InlineData("s3:ListBucket", "arn:aws:s3:::acme-lake-dev", "shop/public/")]
    [InlineData("glue:UpdateTable", "arn:aws:glue:eu-west-1:111111111111:table/dev_shop/orders", null)]
    public void Policy_OfAnother_IsNotAllowed(string action, string resource, string? prefix) =>
        Assert.False(JobPolicy.Of("dev", "shop/public.orders").Allows(action, resource, prefix));

    private static void AllAllowed(CloudStack cloud)
    {
        var policy = JobPolicy.Of("dev", "shop/public.orders");
        foreach (var call in cloud.S3.Requests.SelectMany(OfS3).Concat(cloud.Glue.Requests.SelectMany(OfGlue)).Distinct())
            Assert.True(policy.Allows(call.Action, call.Resource, call.Prefix), $"{call.Action} on {call.Resource} {call.Prefix} is not allowed");
    }

    private static IEnumerable<(string Action, string Resource, string? Prefix)> OfS3(S3Request request)
    {
        if (request.Operation == "DeleteObjects") return request.Deleted.Select(deleted => (deleted.Version is null ? "s3:DeleteObject" : "s3:DeleteObjectVersion", $"arn:aws:s3:::{Bucket}/{InLake(deleted.Key)}", (string?)null));
        var action = request.Operation switch
        {
            "PutObject" or "CreateMultipartUpload" or "UploadPart" or "CompleteMultipartUpload" => "s3:PutObject",
            "GetObject" or "HeadObject" => "s3:GetObject",
            "ListObjectsV2" => "s3:ListBucket",
            "ListObjectVersions" => "s3:ListBucketVersions",
            "ListMultipartUploads" => "s3:ListBucketMultipartUploads",
            var same => "s3:" + same,
        };
        return request.Key.Length > 0
            ? [(action, $"arn:aws:s3:::{Bucket}/{InLake(request.Key)}", null)]
            : [(action, $"arn:aws:s3:::{Bucket}", InLake(QueryHelpers.ParseQuery(request.Target.Split('?', 2)[1])["prefix"].ToString()))];
    }

    private static string InLake(string key) => key.StartsWith(CloudStack.LakePrefix + "/", StringComparison.Ordinal) ? key[(CloudStack.LakePrefix.Length + 1)..] : key;

    /// <summary>Glue asks for the action on catalog, database and table.</summary>
    private static IEnumerable<(string Action, string Resource, string? Prefix)> OfGlue(ServiceRequest request)
    {
        var table = request.Body.TryGetProperty("TableName", out var named) || request.Body.TryGetProperty("Name", out named) ? named.GetString() : request.Body.GetProperty("TableInput").GetProperty("Name").GetString();
        foreach (var resource in (string[])["catalog", "database/dev_shop", $"table/dev_shop/{table}"])
            yield return ($"glue:{request.Operation}", $"arn:aws:glue:eu-west-1:{Account}:{resource}", null);
    }
}
