using System.Globalization;
using Platform.Columns.Batches;
using Platform.Columns.Proof;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Proof;
using Platform.Sources.Postgres.Session;
using Platform.Sources.Postgres.Tests.Session;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Tests.Losses;

/// <summary>Random values of which many do not fit, handled by the decoder and by the proof in SQL: both must come to the same.</summary>
public sealed class RandomLossTests
{
    private const int Rows = 3000;

    private static readonly ProofSeed Seed = new(77);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OnLoss.Null)]
    [InlineData(OnLoss.Clamp)]
    [InlineData(OnLoss.Text)]
    public async Task Decode_RandomValuesUnderAPolicy_EqualTheServersProof(OnLoss policy)
    {
        const int seed = 20260321;
        var random = new Random(seed);
        var values = string.Join(",\n", Enumerable.Range(0, Rows).Select(_ =>
            $"({Numeric(random)}, {Numeric(random)}, {Numeric(random)}, {Date(random)}, {Timestamp(random)}, {Timestamp(random)}, {Array(random)})"));
        await using var source = await Source.OpenAsync($"""
            create table t (small numeric, wide numeric, widest numeric, day date, at timestamp, coarse timestamp, tags numeric(9,2)[]);
            insert into t values {values}
            """);
        var entry = new Entry
        {
            Source = "shop",
            Table = new TableName("public", "t"),
            Columns =
            [
                Column("small", "numeric", "decimal(7,3)"), Column("wide", "numeric", "decimal(18,5)"), Column("widest", "numeric", "decimal(38,12)"), Column("day", "date"),
                Column("at", "timestamp"), Column("coarse", "timestamp", "millis"), Column("tags", "numeric(9,2)[]"),
            ],
        };
        var reads = SchemaMatch.Check(entry, await source.ReadAsync("t")).Reads;
        var batch = new ColumnBatch([.. reads.Select(r => r.Field)]);
        using var connection = WireConnection.Open(ConnectionUrl.Parse(source.Database.Url), cancellationToken: Cancellation);
        foreach (var statement in new SessionSettings(Source.Guard, source.Session.Server.Version, "test").Statements) connection.Execute(statement, Cancellation);
        var rows = connection.CopyOut($"COPY (SELECT {string.Join(", ", reads.Select(r => r.Expression))} FROM public.t) TO STDOUT (FORMAT BINARY)", reads, new CopyOptions());
        var read = new ProofAccumulator(batch.Fields, Seed);
        while (rows.ReadBatch(batch, 500, long.MaxValue, Cancellation)) read.Add(batch);

        var proof = await SourceProofReader.ReadAsync(source.Probe, entry.Table, reads, null, Seed, null, Cancellation);

        Assert.True(read.Proof.Equals(proof), $"seed {seed}, {policy}: {string.Join("; ", read.Proof.Differences(proof))}");
        Assert.Equal(["at", "coarse", "day", "small", "tags", "wide", "widest"], rows.Losses.Select(l => l.Column).Distinct().Order(StringComparer.Ordinal));
        Assert.All(rows.Losses, loss => Assert.Equal(policy, loss.Policy));
        foreach (var column in reads.Where(r => policy == OnLoss.Text && r.Source != r.Field.Name && r.Source != "tags"))
        {
            var present = proof.Columns.Single(c => c.Name == column.Field.Name).Present;
            Assert.Equal(present, rows.Losses.Where(l => l.Column == column.Source).Sum(l => l.Count));
        }

        EntryColumn Column(string name, string type, string? form = null) => new() { Name = name, Type = type, As = form, OnLoss = policy };
    }

    private static string Numeric(Random random) => random.Next(12) switch
    {
        0 => "null",
        1 => "'NaN'",
        2 => "0",
        3 => $"{Sign(random)}{Digits(random, 60)}",
        4 => $"{Sign(random)}0.{new string('0', random.Next(15))}{Digits(random, 30)}",
        5 => $"{Sign(random)}{random.Next(10000)}.{random.Next(1000):d3}5",
        6 => $"{Sign(random)}9999.999{random.Next(10)}",
        _ => $"{Sign(random)}{Digits(random, 14)}.{Digits(random, 14)}",
    };

    private static string Date(Random random) => random.Next(8) switch
    {
        0 => "null",
        1 => "'infinity'",
        2 => "'-infinity'",
        3 => $"'{random.Next(1, 4000):d4}-01-01 BC'",
        4 => $"'{random.Next(9998, 300000)}-12-31'",
        _ => $"date '2000-01-01' + {random.Next(-730000, 2920000).ToString(CultureInfo.InvariantCulture)}",
    };

    private static string Timestamp(Random random) => random.Next(8) switch
    {
        0 => "null",
        1 => "'infinity'",
        2 => "'-infinity'",
        3 => $"'{random.Next(1, 4000):d4}-01-01 00:00:00.0005 BC'",
        4 => $"'{random.Next(9998, 290000)}-12-31 23:59:59.99{random.Next(10000):d4}'",
        _ => $"timestamp '1970-01-01' + {random.NextInt64(-60_000_000_000_000_000, 60_000_000_000_000_000) / (random.Next(2) == 0 ? 1 : 1000)} * interval '1 microsecond'",
    };

    private static string Array(Random random) => random.Next(6) switch
    {
        0 => "null",
        1 => "'{{1,2},{3,NaN}}'",
        2 => "'[2:3]={1.5,NaN}'",
        3 => "'{}'",
        _ => "'{1.25,NULL,NaN,-3}'",
    };

    private static string Sign(Random random) => random.Next(2) == 0 ? "-" : "";

    private static string Digits(Random random, int most) => string.Concat(Enumerable.Range(0, random.Next(1, most)).Select(_ => (char)('0' + random.Next(10))));
}
