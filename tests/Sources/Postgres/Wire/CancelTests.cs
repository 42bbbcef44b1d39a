using Platform.Columns.Batches;
using Platform.Registry.Types;
using Platform.Services;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Wire;
using static Platform.Sources.Postgres.Tests.Decoding.CopyStreamBuilder;

namespace Platform.Sources.Postgres.Tests.Wire;

/// <summary>What a cancellation does to the server, and what it shows to those who listen on the way.</summary>
public sealed class CancelTests(AuthenticationServer server) : IClassFixture<AuthenticationServer>
{
    // The server sends nothing, so that a closed connection alone would not end it.
    private const string Sleeping = "COPY (SELECT 1 FROM pg_sleep(600)) TO STDOUT (FORMAT BINARY)";

    // Lengths and codes of protocol 3.0's requests that begin a connection.
    private static readonly byte[] TlsRequest = [.. Be(8), .. Be(80877103)];
    private static readonly byte[] CancelRequest = [.. Be(16), .. Be(80877102)];

    private static readonly ColumnRead[] Columns = [new(new Field("one", new LakeType.Integer()), "1", WireType.Int4)];

    [Theory]
    [InlineData("sslmode=verify-full&sslrootcert=ROOT")]
    [InlineData("sslmode=prefer")]
    public async Task ReadBatch_CancelledOverTls_EndsTheCopyByARequestOverTls(string parameters)
    {
        using var relay = new RecordingRelay(server.Cluster.Port);

        await CancelCopyAsync(relay, parameters.Replace("ROOT", server.RootFile, StringComparison.Ordinal), encrypted: true);

        var request = relay.Sent[1];
        Assert.Equal(TlsRequest, request[..8]);
        // A record of TLS: type 22, handshake.
        Assert.Equal(22, request[8]);
        Assert.Equal(-1, request.AsSpan().IndexOf(CancelRequest));
    }

    [Fact]
    public async Task ReadBatch_CancelledWithoutTls_EndsTheCopyByARequestInTheClear()
    {
        using var relay = new RecordingRelay(server.Cluster.Port);

        var processId = await CancelCopyAsync(relay, "sslmode=disable", encrypted: false);

        Assert.Equal([.. CancelRequest, .. Be(processId)], relay.Sent[1][..12]);
    }

    private async Task<int> CancelCopyAsync(RecordingRelay relay, string parameters, bool encrypted)
    {
        var test = TestContext.Current.CancellationToken;
        using var connection = WireConnection.Open(server.Url("scram", parameters, "localhost"), new ServerAddress(relay.EndPoint), cancellationToken: test);
        Assert.Equal(encrypted, connection.IsEncrypted);
        var reader = connection.CopyOut(Sleeping, Columns, new CopyOptions());
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(test);
        cancel.CancelAfter(TimeSpan.FromMilliseconds(200));

        Assert.Throws<OperationCanceledException>(() => reader.ReadBatch(new ColumnBatch([Columns[0].Field]), 1, long.MaxValue, cancel.Token));

        Assert.Equal(0L, await Backends.CountOnceGoneAsync(new TestDatabase("postgres", server.Cluster, ""), connection.ProcessId, test));
        return connection.ProcessId;
    }
}
