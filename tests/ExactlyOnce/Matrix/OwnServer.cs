namespace Platform.ExactlyOnce.Tests.Matrix;

/// <summary>A server of a class's own, whose tests restart and kill it one after another.</summary>
public sealed class OwnServer : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartOwnAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
