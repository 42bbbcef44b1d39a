using Platform.Columns.Batches;
using Platform.Registry.Types;
using Platform.Snapshot.Reading;

namespace Platform.Snapshot.Tests.Reading;

public sealed class RowGroupsTests
{
    private static readonly Field[] Fields = [new("id", new LakeType.Integer())];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pass_ManyRowGroups_AreWrittenWholeInOrderOneAtATime(bool beside)
    {
        var written = new List<(int First, int Rows, long Bytes)>();
        var writing = 0;
        using var groups = Open(beside, (batch, bytes) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref writing));
            written.Add((((FixedColumn<int>)batch.Columns[0]).Values[0], batch.RowCount, bytes));
            Interlocked.Decrement(ref writing);
        });

        for (var i = 0; i < 200; i++) Read(groups, i, rows: 1 + i % 7);
        groups.Complete();

        Assert.Equal(Enumerable.Range(0, 200).Select(i => (i, 1 + i % 7, (long)i)), written);
    }

    [Fact]
    public void Pass_WithASecondBatch_ReturnsBeforeTheRowGroupIsWritten()
    {
        using var go = new ManualResetEventSlim();
        using var groups = Open(beside: true, (_, _) => go.Wait(TestContext.Current.CancellationToken));
        var first = groups.Reading;

        Read(groups, 1, rows: 3);

        Assert.NotSame(first, groups.Reading);
        Assert.Equal(3, first.RowCount);
        go.Set();
        groups.Complete();
    }

    [Fact]
    public void Pass_AfterAWriteFailed_ThrowsWhatFailed()
    {
        using var groups = Open(beside: true, (_, _) => throw new IOException("the disk is full"));
        Read(groups, 1, rows: 1);

        Assert.Equal("the disk is full", Assert.Throws<IOException>(() => Read(groups, 2, rows: 1)).Message);
        Assert.Throws<IOException>(groups.Complete);
    }

    [Fact]
    public async Task Dispose_WhileARowGroupIsWritten_WaitsAndThrowsNothing()
    {
        using var go = new ManualResetEventSlim();
        var ended = false;
        var groups = Open(beside: true, (_, _) =>
        {
            go.Wait(TestContext.Current.CancellationToken);
            ended = true;
            throw new IOException("the disk is full");
        });
        Read(groups, 1, rows: 1);
        var disposal = Task.Run(groups.Dispose, TestContext.Current.CancellationToken);

        go.Set();
        await disposal;

        Assert.True(ended);
    }

    private static RowGroups Open(bool beside, Action<ColumnBatch, long> write) => new(new ColumnBatch(Fields), beside ? new ColumnBatch(Fields) : null, write);

    private static void Read(RowGroups groups, int value, int rows)
    {
        groups.Reading.Clear();
        for (var i = 0; i < rows; i++) ((FixedColumn<int>)groups.Reading.Columns[0]).Append(value);
        groups.Pass(value);
    }
}
