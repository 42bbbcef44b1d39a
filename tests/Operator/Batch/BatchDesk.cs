using Platform.Fakes.Batch;
using Platform.Fakes.Logs;
using Platform.Fakes.Services;
using Platform.Fakes.Signing;
using Platform.Operator.Tests.Running;

namespace Platform.Operator.Tests.Batch;

/// <summary>A desk in front of the deployed stack <c>dev</c>: two tables that are snapshotted alone, and a group of two.</summary>
internal sealed class BatchDesk : IAsyncDisposable
{
    public const string Queue = "platform-dev-shop-urgent";
    public const string Orders = "platform-dev-shop-public-orders";
    public const string Sales = "platform-dev-shop-group-sales";
    private const string LogGroup = "/platform-dev/jobs";

    private BatchDesk(FakeBatch batch, FakeLogs logs)
    {
        Batch = batch;
        Logs = logs;
        Registry = new RegistryFolder(Platform.Home)
            .Source("shop", "engine: postgres\ngroups:\n  sales: { tables: [public.invoices, public.payments], schedule: hourly }\n")
            .SmallTable("shop", "public.orders").SmallTable("shop", "public.invoices").SmallTable("shop", "public.payments");
        Platform
            .With(FakeCredentials.Default.Variables)
            // The stack's own region is what counts.
            .With("AWS_REGION", "us-east-1")
            .With("AWS_ENDPOINT_URL_BATCH", batch.Endpoint.AbsoluteUri)
            .With("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", logs.Endpoint.AbsoluteUri);
        batch.AddQueue(Queue);
        batch.Register(Orders, LogGroup, "snapshot", "--table", "public.orders", "--at", "Ref::at");
        batch.Register(Sales, LogGroup, "snapshot", "--group", "sales", "--at", "Ref::at");
    }

    public PlatformProcess Platform { get; } = new();

    public RegistryFolder Registry { get; }

    public FakeBatch Batch { get; }

    public FakeLogs Logs { get; }

    /// <summary>The hour that is due: a job of it is not late.</summary>
    public static string Hour { get; } = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH", System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<BatchDesk> OpenAsync()
    {
        var logs = await FakeLogs.StartAsync();
        return new BatchDesk(await FakeBatch.StartAsync(logs), logs);
    }

    /// <summary>The command's arguments for stack and registry, with a lake that is a directory.</summary>
    public string[] On(params string[] command) => [.. command, "--stack", "dev", "--registry", Registry.Path, "--lake", Path.Combine(Platform.Home, "lake")];

    public Task<PlatformResult> RunAsync(params string[] command) => Platform.RunAsync(On(command));

    public ServiceRequest Submitted() => Assert.Single(Batch.Requests, request => request.Operation == "SubmitJob");

    public async ValueTask DisposeAsync()
    {
        await Platform.DisposeAsync();
        await Batch.DisposeAsync();
        await Logs.DisposeAsync();
    }
}
