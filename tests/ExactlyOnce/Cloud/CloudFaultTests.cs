using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Fakes.Http;

namespace Platform.ExactlyOnce.Tests.Cloud;

/// <summary>Store and catalog that answer 500 and 503, are slow, reset connections and lose answers: at every operation of a run, one process attempt does.</summary>
public sealed class CloudFaultTests
{
    private static readonly string[] OfStore = ["PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload", "GetObject", "HeadObject"];
    private static readonly string[] OfCatalog = ["GetTable", "CreateTable", "UpdateTable", "GetPartition", "CreatePartition", "UpdatePartition"];

    public static TheoryData<string, int> Faults => new(
        from kind in (string[])["500", "503", "slow", "reset", "lost"] from times in Form.Of<int[]>([1], [1, 2, 4]) select (kind, times));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_AtEveryOperation_TheSameProcessPublishesOnce(string kind, int times)
    {
        await using var cloud = await CloudSite.CreateAsync();
        await using var load = await Load.StartAsync(cloud.Site.Source, "t");
        using var reader = new CatalogReader(cloud.Site, CloudSite.Entry);
        foreach (var operation in OfStore) cloud.S3.Faults.Add(Of(kind, operation, times, "SlowDown"));
        foreach (var operation in OfCatalog) cloud.Glue.Faults.Add(Of(kind, operation, times, "ThrottlingException"));

        var run = await cloud.Site.RunAsync(CloudSite.Entry);

        Totals.Fault(cloud.S3.Faults.Hits + cloud.Glue.Faults.Hits);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.InRange(cloud.S3.Faults.Hits, 1, 100);
        Assert.InRange(cloud.Glue.Faults.Hits, 3, 100);
        await Invariants.AssertAsync(cloud.Site, CloudSite.Entry);
        reader.AssertSawOnlyWhole();
    }

    /// <summary>Longer than requests are tried again: whole attempts fail, and another one publishes.</summary>
    [Theory]
    [InlineData("PutObject", 6)]
    [InlineData("CreatePartition", 12)]
    public async Task Outage_OfManyRequests_TheSameProcessPublishesOnce(string operation, int times)
    {
        await using var cloud = await CloudSite.CreateAsync();
        await using var load = await Load.StartAsync(cloud.Site.Source, "t");
        using var reader = new CatalogReader(cloud.Site, CloudSite.Entry);
        cloud.S3.Faults.Add(Of("503", operation, times, "SlowDown"));
        cloud.Glue.Faults.Add(Of("500", operation, times, ""));

        var run = await cloud.Site.RunAsync(CloudSite.Entry);

        Totals.Fault(cloud.S3.Faults.Hits + cloud.Glue.Faults.Hits);
        Assert.True(run.ExitCode == 0, run.Errors);
        await Invariants.AssertAsync(cloud.Site, CloudSite.Entry);
        reader.AssertSawOnlyWhole();
    }

    private static Fault Of(string kind, string operation, int times, string busy) => kind switch
    {
        "500" => Fault.InternalError(operation, times),
        "503" => new Fault { Operation = operation, Kind = FaultKind.Refused, Status = busy == "SlowDown" ? 503 : 400, Code = busy, Times = times },
        "slow" => Fault.Of(FaultKind.Slow, operation, times: times),
        "reset" => Fault.Of(FaultKind.Reset, operation, times: times),
        _ => Fault.Of(FaultKind.LostResponse, operation, times: times),
    };
}
