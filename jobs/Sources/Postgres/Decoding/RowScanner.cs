using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>
/// The hot half of framing: steps over complete rows in the receive buffer and notes where each field lies, column by column. It stops
/// without judgement at whatever is not a complete row in a complete CopyData message; <see cref="CopyFrames"/> decides what that is.
/// </summary>
internal sealed class RowScanner
{
    /// <summary>Offsets of a block of rows: half of a small L2 cache, beside the rows themselves.</summary>
    private const int OffsetsPerBlock = 16 * 1024;

    /// <summary>Payload of a block: its rows are decoded while they are still in the L2 cache (256 KiB or more on servers since 2010).</summary>
    private const int BytesPerBlock = 160 * 1024;

    /// <summary>Columns lie this many entries more than a power of two apart, so that they do not compete for the same cache sets.</summary>
    private const int Padding = 16;

    private readonly int[] _starts;
    private readonly int _stride;

    public RowScanner(int columns)
    {
        Columns = columns;
        RowsPerBlock = Math.Clamp(OffsetsPerBlock / Math.Max(1, columns), 16, 1024);
        _stride = RowsPerBlock + Padding;
        _starts = new int[columns * _stride];
    }

    public int Columns { get; }

    public int RowsPerBlock { get; }

    /// <summary>Position of the next byte of COPY data.</summary>
    public int At { get; set; }

    /// <summary>End of the COPY data at hand: of the message that <see cref="At"/> lies in, and start of the next message.</summary>
    public int WindowEnd { get; set; }

    /// <summary>Payload bytes of the rows of the last scan.</summary>
    public long BytesScanned { get; private set; }

    /// <summary>Payload bytes of the largest of them.</summary>
    public int LargestRow { get; private set; }

    /// <summary>Index into the buffer of the first byte of each of the last scan's fields of a column.</summary>
    public ReadOnlySpan<int> Starts(int column, int rows) => _starts.AsSpan(column * _stride, rows);

    /// <param name="buffer">The receive buffer, <see cref="ReceiveBuffer.Slack"/> readable bytes after <paramref name="end"/>.</param>
    /// <param name="end">End of the bytes received.</param>
    /// <param name="maxRows">At most so many rows.</param>
    /// <param name="maxBytes">No further row once so many payload bytes are reached.</param>
    /// <returns>Rows scanned.</returns>
    public int Scan(byte[] buffer, int end, int maxRows, long maxBytes)
    {
        maxRows = Math.Min(maxRows, RowsPerBlock);
        maxBytes = Math.Min(maxBytes, BytesPerBlock);
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(buffer);
        ref var starts = ref MemoryMarshal.GetArrayDataReference(_starts);
        var columns = Columns;
        var stride = _stride;
        var at = At;
        var windowEnd = WindowEnd;
        var rows = 0;
        var largest = 0;
        long scanned = 0;
        while (rows < maxRows && scanned < maxBytes)
        {
            if (at == windowEnd)
            {
                if (rows + 1 < maxRows && ScanPair(ref bytes, at, end, maxBytes - scanned, columns, ref Unsafe.Add(ref starts, rows), stride) is var pairEnd and > 0)
                {
                    // Both messages' headers are no payload. The larger row is judged by both together, which the caller looks into where it matters.
                    var payload = pairEnd - at - (2 * BackendMessage.HeaderLength);
                    scanned += payload;
                    largest = Math.Max(largest, payload);
                    at = windowEnd = pairEnd;
                    rows += 2;
                    continue;
                }

                if (end - at < BackendMessage.HeaderLength || Unsafe.Add(ref bytes, at) != BackendMessage.CopyData) break;
                var length = NetworkOrder.Int32(ref Unsafe.Add(ref bytes, at + 1));
                if (length < 4 || length > end - at - 1) break;
                windowEnd = at + 1 + length;
                at += BackendMessage.HeaderLength;
                if (at == windowEnd) continue;
            }

            if (windowEnd - at < 2 || NetworkOrder.Int16(ref Unsafe.Add(ref bytes, at)) != columns) break;
            var rowEnd = ScanRow(ref bytes, at + 2, windowEnd, columns, ref Unsafe.Add(ref starts, rows), stride);
            if (rowEnd > windowEnd) break;

            // Going on from the message's end, where that is the row's, lets the processor begin the next row before this one's lengths are added up.
            if (rowEnd == windowEnd) rowEnd = windowEnd;
            var size = rowEnd - at;
            scanned += size;
            largest = Math.Max(largest, size);
            at = rowEnd;
            rows++;
        }

        At = at;
        WindowEnd = windowEnd;
        BytesScanned = scanned;
        LargestRow = largest;
        return rows;
    }

    /// <summary>
    /// Two messages of one row each, as PostgreSQL sends them, stepped through side by side: where a field begins is known only from the length
    /// before it, and two such chains at once take hardly longer than one.
    /// </summary>
    /// <returns>The end of the second message; 0 where there are no two such messages, or the first already reaches <paramref name="maxBytes"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ScanPair(ref byte bytes, int at, int end, long maxBytes, int columns, ref int slot, int stride)
    {
        // The smallest message: its header and the count of fields.
        const int Smallest = BackendMessage.HeaderLength + 2;
        if (end - at < 2 * Smallest) return 0;
        var length = NetworkOrder.Int32(ref Unsafe.Add(ref bytes, at + 1));
        if (length < Smallest - 1 || length > end - at - 1 - Smallest || length - 4 >= maxBytes) return 0;
        var next = at + 1 + length;
        var nextLength = NetworkOrder.Int32(ref Unsafe.Add(ref bytes, next + 1));
        if (nextLength < Smallest - 1 || nextLength > end - next - 1) return 0;
        var nextEnd = next + 1 + nextLength;
        if (Unsafe.Add(ref bytes, at) != BackendMessage.CopyData || Unsafe.Add(ref bytes, next) != BackendMessage.CopyData) return 0;
        if (NetworkOrder.Int16(ref Unsafe.Add(ref bytes, at + 5)) != columns || NetworkOrder.Int16(ref Unsafe.Add(ref bytes, next + 5)) != columns) return 0;

        var first = at + Smallest;
        var second = next + Smallest;
        var belowNull = 0;
        for (var column = 0; column < columns; column++)
        {
            var firstLength = NetworkOrder.Int32(ref Unsafe.Add(ref bytes, first));
            var secondLength = NetworkOrder.Int32(ref Unsafe.Add(ref bytes, second));
            slot = first + 4;
            Unsafe.Add(ref slot, 1) = second + 4;
            slot = ref Unsafe.Add(ref slot, stride);
            var firstSign = firstLength >> 31;
            var secondSign = secondLength >> 31;
            belowNull |= (firstSign & ~firstLength) | (secondSign & ~secondLength);
            first += 4 + (firstLength & ~firstSign);
            second += 4 + (secondLength & ~secondSign);
            if ((uint)first > (uint)next || (uint)second > (uint)nextEnd) return 0;
        }

        return first == next && second == nextEnd && belowNull == 0 ? nextEnd : 0;
    }

    /// <returns>The end of the row; past <paramref name="windowEnd"/> where the row is incomplete or malformed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ScanRow(ref byte bytes, int at, int windowEnd, int columns, ref int slot, int stride)
    {
        var belowNull = 0;
        for (var column = 0; column < columns; column++)
        {
            // At most four bytes past the window are read. A length that leads past it, or around the end of the integers, ends the row there.
            var length = NetworkOrder.Int32(ref Unsafe.Add(ref bytes, at));
            slot = at + 4;
            slot = ref Unsafe.Add(ref slot, stride);
            var sign = length >> 31;
            belowNull |= sign & ~length;
            at += 4 + (length & ~sign);
            if ((uint)at > (uint)windowEnd) return int.MaxValue;
        }

        return belowNull == 0 ? at : int.MaxValue;
    }
}
