using System.Globalization;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Ranges;

/// <summary>Cuts a table into streams of similar bytes by blocks of its heap, its partitions' and its inheritance children's.</summary>
public static class RangePlanner
{
    /// <summary>A connection, a snapshot import and a file cost more than reading this much in one stream.</summary>
    public const long SmallestStream = 4L << 20;

    /// <summary>The server scans a range of ctids without reading the blocks outside it from this version on.</summary>
    public const int FirstVersionWithRangeScan = 14;

    /// <param name="table">As read under the lock or before; sizes are those of then.</param>
    /// <param name="reads">The columns.</param>
    /// <param name="filter">The entry's predicate; null = all rows.</param>
    /// <param name="parallel">At most so many streams, 1 or more.</param>
    public static ReadPlan Plan(LiveTable table, IReadOnlyList<ColumnRead> reads, string? filter, int parallel)
    {
        var expressions = reads.Select(r => r.Expression).ToList();
        if (WhyWhole(table) is { } reason)
        {
            var sql = Copy(new Select(expressions, table.Name, Only: false, [Select.Filter(filter)]));
            return new ReadPlan([[new ReadRange(sql, table.Name, 0, null, table.Bytes)]], parallel > 1 ? reason : null);
        }

        var streams = Cut(table, parallel);
        var notice = streams.Count < parallel && table.ServerVersion < FirstVersionWithRangeScan
            ? string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {table.ServerVersion} cannot scan a range of blocks (14 can): {table.Name} is read whole, leaf by leaf")
            : null;
        return new ReadPlan([.. streams.Select(s => s.Select(piece => Range(piece, expressions, filter)).ToList())], notice);
    }

    /// <summary>Why the table is read by one stream over itself; null where its leaves can be read one by one.</summary>
    private static string? WhyWhole(LiveTable table)
    {
        if (table.Leaves.Count == 0) return $"{table.Name} is a view or has no partition: it is read in one stream";
        if (table.Leaves.FirstOrDefault(l => !l.Readable) is not { } closed) return null;
        return closed.Oid == table.Oid
            ? $"the role {table.Role} may not read ctid of {table.Name} (it has SELECT on columns only): it is read in one stream"
            : $"the role {table.Role} may not read the leaf {closed.Name} directly: {table.Name} is read in one stream";
    }

    /// <summary>Blocks [First..ToExcl) of a leaf; the leaf's last piece has no upper bound.</summary>
    private sealed record Piece(LiveLeaf Leaf, long First, long? ToExcl, long Bytes);

    private static List<List<Piece>> Cut(LiveTable table, int parallel)
    {
        var total = table.Leaves.Sum(l => l.Bytes);
        var count = (int)Math.Clamp(total / SmallestStream, 1, parallel);
        var streams = new List<List<Piece>> { new() };
        long taken = 0;
        foreach (var leaf in table.Leaves)
        {
            var first = 0L;
            var blocks = leaf.Bytes / table.BlockSize;
            while (true)
            {
                // The end of the current stream's share, in whole blocks of this leaf.
                var end = (total / count * streams.Count) + (total % count * streams.Count / count);
                var room = (end - taken + table.BlockSize - 1) / table.BlockSize;
                var last = streams.Count == count;
                if (last || blocks - first <= room || !CanCut(leaf, table))
                {
                    Take(leaf, first, null, leaf.Bytes - (first * table.BlockSize));
                    break;
                }

                if (room > 0)
                {
                    Take(leaf, first, first + room, room * table.BlockSize);
                    first += room;
                }

                streams.Add([]);
            }

            if (streams.Count < count && taken >= total / count * streams.Count) streams.Add([]);
        }

        streams.RemoveAll(s => s.Count == 0);
        return streams;

        void Take(LiveLeaf leaf, long first, long? toExcl, long bytes)
        {
            streams[^1].Add(new Piece(leaf, first, toExcl, bytes));
            taken += bytes;
        }
    }

    private static bool CanCut(LiveLeaf leaf, LiveTable table) =>
        leaf.Heap && leaf.Kind is TableKind.Table or TableKind.MaterializedView && table.ServerVersion >= FirstVersionWithRangeScan;

    private static ReadRange Range(Piece piece, IReadOnlyList<string> expressions, string? filter)
    {
        var from = piece.First == 0 && piece.ToExcl is null ? null : string.Create(CultureInfo.InvariantCulture, $"ctid >= '({piece.First},0)'");
        var to = piece.ToExcl is null ? null : string.Create(CultureInfo.InvariantCulture, $"ctid < '({piece.ToExcl},0)'");
        var select = new Select(expressions, piece.Leaf.Name, Only: true, [from, to, Select.Filter(filter)]);
        return new ReadRange(Copy(select), piece.Leaf.Name, piece.First, piece.ToExcl, piece.Bytes);
    }

    private static string Copy(Select select) => $"COPY ({select}) TO STDOUT (FORMAT BINARY)";
}
