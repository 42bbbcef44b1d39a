using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>
/// Writes batches as a COPY BINARY stream (PostgreSQL documentation, COPY, "Binary Format"): a header, rows, a trailer. Allocates nothing per value; its one
/// buffer grows only for a single row larger than itself. One per stream, not safe for two threads at once.
/// </summary>
internal sealed class CopyWriter
{
    /// <summary>Rows measured at once: sizes and cursors stay in the first-level cache.</summary>
    private const int BlockRows = 1024;

    /// <summary>The buffer: large enough that a system call takes a worthwhile load, small enough to stay in the second-level cache.</summary>
    private const int BufferBytes = 256 << 10;

    private readonly Stream _stream;
    private readonly ColumnEncoder[] _encoders;
    private readonly CopySubject _subject;
    private readonly long[] _sizes = new long[BlockRows];
    private readonly int[] _cursors = new int[BlockRows];
    private byte[] _buffer = new byte[BufferBytes];

    /// <param name="stream">Takes the bytes; belongs to the caller.</param>
    /// <param name="columns">In the order of the batches' columns and of the COPY's column list.</param>
    /// <param name="subject">For messages.</param>
    public CopyWriter(Stream stream, IReadOnlyList<ColumnWrite> columns, CopySubject subject)
    {
        _stream = stream;
        _subject = subject;
        _encoders = [.. columns.Select(c => ColumnEncoders.Create(c, subject))];
        _stream.Write(CopyHeader.Plain);
    }

    /// <summary>Rows written so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Bytes written so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Writes all rows of a batch whose columns are materialised.</summary>
    /// <param name="columns">One for each of the writer's, with <paramref name="rows"/> slots each.</param>
    /// <param name="rows">How many rows.</param>
    /// <exception cref="PlatformException">Data, <c>value-refused</c>: a value that the target's type cannot hold. The stream is then useless.</exception>
    public void Write(ReadOnlySpan<Column> columns, int rows)
    {
        try
        {
            for (var from = 0; from < rows;) from += WriteBlock(columns, from, Math.Min(BlockRows, rows - from));
        }
        catch (PlatformException e) when (e.RowNumber is { } row)
        {
            throw new PlatformException(e.Stage, e.ExitCode, e.Message, e.Hint, e)
            { Kind = e.Kind, SourceName = e.SourceName, Table = e.Table, Column = e.Column, RowNumber = Rows + row };
        }

        Rows += rows;
    }

    /// <summary>Ends the stream. The server checks the trailer, so that a stream cut short is never taken for a whole one.</summary>
    public void End()
    {
        _stream.Write([0xFF, 0xFF]);
        _stream.Flush();
    }

    /// <returns>Rows written: fewer than asked for where they would not fit the buffer.</returns>
    private int WriteBlock(ReadOnlySpan<Column> columns, int from, int count)
    {
        var sizes = _sizes.AsSpan(0, count);
        sizes.Fill(2);
        for (var c = 0; c < _encoders.Length; c++) _encoders[c].Measure(columns[c], from, sizes);
        if (sizes[0] > Array.MaxLength) throw EncodeFailures.RowTooLarge(_subject, from + 1);
        if (sizes[0] > _buffer.Length) _buffer = new byte[sizes[0]];

        long end = 0;
        var fitting = 0;
        for (; fitting < count && end + sizes[fitting] <= _buffer.Length; fitting++)
        {
            NetworkWrite.Int16(ref MemoryMarshal.GetReference(_buffer.AsSpan((int)end)), (short)_encoders.Length);
            _cursors[fitting] = (int)end + 2;
            end += sizes[fitting];
        }

        var cursors = _cursors.AsSpan(0, fitting);
        for (var c = 0; c < _encoders.Length; c++) _encoders[c].Encode(columns[c], from, _buffer, cursors);
        _stream.Write(_buffer, 0, (int)end);
        Bytes += end;
        return fitting;
    }
}
