using Platform.Columns.Batches;
using Platform.Columns.Proof;
using Platform.Registry.Types;

namespace Platform.Columns.Tests.Proof;

public sealed class ProofAccumulatorTests
{
    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(1, 0.0)]
    [InlineData(7, 0.3)]
    [InlineData(63, 0.02)]
    [InlineData(64, 0.5)]
    [InlineData(65, 0.0)]
    [InlineData(130, 1.0)]
    [InlineData(1023, 0.9)]
    [InlineData(1024, 0.1)]
    [InlineData(1025, 0.0)]
    [InlineData(3000, 0.05)]
    public void Proof_OfEveryStorage_EqualsTheContractReadAloud(int count, double nulls)
    {
        var rows = AllStorages.Random(new Random(count), count, nulls);
        Assert.Equal(ReferenceProof.Prove(AllStorages.Fields, rows, Rows.Seed), Rows.Prove(AllStorages.Fields, rows));
    }

    [Fact]
    public void Proof_OfBatchesInAnyOrderAndStreams_IsTheSame()
    {
        var random = new Random(77);
        var rows = AllStorages.Random(random, 2500, 0.1);
        var whole = Rows.Prove(AllStorages.Fields, rows);
        var shuffled = rows.OrderBy(_ => random.Next()).ToList();
        var first = new ProofAccumulator(AllStorages.Fields, Rows.Seed);
        var second = new ProofAccumulator(AllStorages.Fields, Rows.Seed);
        var batch = new ColumnBatch(AllStorages.Fields);
        foreach (var part in shuffled.Chunk(333))
        {
            batch.Clear();
            Rows.Fill(batch, part);
            (random.Next(2) == 0 ? first : second).Add(batch);
        }

        Assert.Equal(whole, first.Proof.Combine(second.Proof));
        Assert.Equal(2500, whole.Rows);
    }

    [Fact]
    public void Proof_UnderAnotherSeed_Differs()
    {
        var rows = AllStorages.Random(new Random(1), 10, 0);
        Assert.NotEqual(Rows.Prove(AllStorages.Fields, rows), ReferenceProof.Prove(AllStorages.Fields, rows, new ProofSeed(5)));
    }

    [Fact]
    public void Add_ColumnWithASlotMissing_IsRefusedAndNotCounted()
    {
        Field[] fields = [new("id", new LakeType.BigInt()), new("status", new LakeType.Text())];
        var batch = Rows.Batch(fields, [[1L, "new"]]);
        ((FixedColumn<long>)batch.Columns[0]).Append(2);
        var accumulator = new ProofAccumulator(fields, Rows.Seed);
        var error = Assert.Throws<ArgumentException>(() => accumulator.Add(batch));
        Assert.StartsWith("Column status has 1 slots in a batch of 2 rows.", error.Message);
        Assert.Equal(Rows.Prove(fields, []), accumulator.Proof);
    }

    [Fact]
    public void Add_BatchOfOtherColumns_IsRefused()
    {
        var accumulator = new ProofAccumulator([new Field("id", new LakeType.BigInt())], Rows.Seed);
        Assert.Throws<ArgumentException>(() => accumulator.Add(new ColumnBatch([])));
    }

    [Fact]
    public void Add_OnceBuffersHaveGrown_AllocatesNothing()
    {
        var batch = Rows.Batch(AllStorages.Fields, AllStorages.Random(new Random(5), 2000, 0.1));
        var accumulator = new ProofAccumulator(AllStorages.Fields, Rows.Seed);
        accumulator.Add(batch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) accumulator.Add(batch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
