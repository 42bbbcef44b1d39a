using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Failures;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>
/// The framing of one COPY ... TO STDOUT (FORMAT BINARY): the server's messages from CopyOutResponse to ReadyForQuery, the COPY data within
/// them, and in that the rows. PostgreSQL sends one row a message, the first after the header in the header's own; any other split is put together.
/// </summary>
internal sealed class CopyFrames(ReceiveBuffer buffer, IReadOnlyList<ColumnRead> columns, CopyOptions options)
{
    /// <summary>What a row may have beside its largest value. Also the most that any other message may have.</summary>
    private const int RowSlack = 1 << 20;

    private readonly RowScanner _scanner = new(columns.Count) { At = buffer.Start, WindowEnd = buffer.Start };
    private State _state = State.Response;

    private enum State
    {
        Response,
        Header,
        Rows,
        Trailer,
        Done,
        Complete,
        Ended,
    }

    /// <summary>Rows given so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Payload bytes of the block given last.</summary>
    public long BlockBytes => _scanner.BytesScanned;

    private int MaxRowBytes => options.MaxValueBytes + RowSlack;

    /// <summary>The next block of complete rows, valid until the next call.</summary>
    /// <returns>How many; 0 = the stream has ended, and everything about its end was as it must be.</returns>
    public int Next(int maxRows, long maxBytes)
    {
        buffer.Start = _scanner.At;
        while (_state != State.Ended)
        {
            if (_state == State.Rows)
            {
                var rows = _scanner.Scan(buffer.Bytes, buffer.End, maxRows, maxBytes);
                if (rows > 0)
                {
                    if (_scanner.LargestRow > options.MaxValueBytes) RefuseLargeValues(rows);
                    Rows += rows;
                    return rows;
                }
            }

            if (_scanner.At < _scanner.WindowEnd) AdvanceInWindow();
            else AdvanceToMessage();
        }

        return 0;
    }

    public FieldBlock Block(int column, int rows) => new(buffer.Bytes, _scanner.Starts(column, rows), Rows - rows + 1);

    /// <summary>COPY data that is no complete row: the header, the trailer, or a row that goes on in the next message.</summary>
    private void AdvanceInWindow()
    {
        var window = buffer.Bytes.AsSpan(_scanner.At, _scanner.WindowEnd - _scanner.At);
        switch (_state)
        {
            case State.Header when window.Length >= CopyHeader.FixedLength:
                if (CopyHeader.Check(window, out var length) is { } problem) throw Corrupt(problem);
                if (length > window.Length) Join();
                else EnterRows(length);
                return;
            case State.Rows when window.Length >= 2:
                var fields = BinaryPrimitives.ReadInt16BigEndian(window);
                if (fields == -1) EnterTrailer(window.Length);
                else if (fields != columns.Count) throw Corrupt($"a row has {fields} fields instead of {columns.Count}");
                else RequireIncomplete(window);
                return;
            case State.Trailer:
                throw Corrupt("it goes on after its trailer");
            default:
                Join();
                return;
        }
    }

    private void EnterRows(int headerLength)
    {
        _scanner.At += headerLength;
        _state = State.Rows;
    }

    private void EnterTrailer(int windowLength)
    {
        if (windowLength > 2) throw Corrupt("it goes on after its trailer");
        _scanner.At += 2;
        _state = State.Trailer;
    }

    /// <summary>A row that the scanner did not take is cut at the window's end, or malformed.</summary>
    private void RequireIncomplete(ReadOnlySpan<byte> window)
    {
        var at = 2;
        foreach (var column in columns)
        {
            if (window.Length - at < 4) break;
            var length = BinaryPrimitives.ReadInt32BigEndian(window[at..]);
            if (length < -1) throw Corrupt($"a field of column {column.Field.Name} has length {length.ToString(CultureInfo.InvariantCulture)}");
            if (length > options.MaxValueBytes) throw DecodeFailures.ValueTooLarge(options.Subject, column.Field.Name, Rows + 1, length, options.MaxValueBytes);
            at += 4 + Math.Max(0, length);
            if (at > window.Length) break;
        }

        Join();
    }

    /// <summary>Appends the next CopyData message's payload to the window by moving it over the header between them.</summary>
    private void Join()
    {
        var inWindow = _scanner.WindowEnd - _scanner.At;
        Require(inWindow + BackendMessage.HeaderLength);
        var (type, length) = Header(_scanner.WindowEnd);
        if (length > MaxRowBytes - inWindow) throw TooLarge(inWindow + (long)length);
        Require(inWindow + 1 + length);
        var message = _scanner.WindowEnd;
        if (type == BackendMessage.CopyData)
        {
            CloseGap(message, message + BackendMessage.HeaderLength);
            _scanner.WindowEnd = message + length - 4;
        }
        else if (BackendMessage.IsAsynchronous(type))
        {
            CloseGap(message, message + 1 + length);
        }
        else
        {
            if (type == BackendMessage.ErrorResponse) throw ServerError(message, length);
            throw Corrupt("it ends within a row");
        }
    }

    private void CloseGap(int to, int from)
    {
        Buffer.BlockCopy(buffer.Bytes, from, buffer.Bytes, to, buffer.End - from);
        buffer.End -= from - to;
    }

    private void AdvanceToMessage()
    {
        Require(BackendMessage.HeaderLength);
        var (type, length) = Header(_scanner.At);
        if (type == BackendMessage.CopyData && _state is State.Header or State.Rows)
        {
            if (length > MaxRowBytes) throw TooLarge(length);
        }
        else if (length > RowSlack)
        {
            throw Corrupt("a message other than COPY data is longer than 1 MiB");
        }

        Require(1 + length);
        var body = buffer.Bytes.AsSpan(_scanner.At + BackendMessage.HeaderLength, length - 4);
        if (type == BackendMessage.CopyData && _state is State.Header or State.Rows)
        {
            _scanner.At += BackendMessage.HeaderLength;
            _scanner.WindowEnd = _scanner.At + body.Length;
            buffer.Start = _scanner.At;
            return;
        }

        Handle(type, body, length);
        _scanner.At += 1 + length;
        _scanner.WindowEnd = _scanner.At;
        buffer.Start = _scanner.At;
    }

    private void Handle(byte type, ReadOnlySpan<byte> body, int length)
    {
        if (BackendMessage.IsAsynchronous(type)) return;
        switch (type)
        {
            case BackendMessage.ErrorResponse:
                throw ServerError(_scanner.At, length);
            case BackendMessage.CopyOutResponse when _state == State.Response:
                CheckResponse(body);
                _state = State.Header;
                return;
            case BackendMessage.CopyDone when _state == State.Trailer:
                _state = State.Done;
                return;
            case BackendMessage.CommandComplete when _state == State.Done:
                CheckTag(body);
                _state = State.Complete;
                return;
            case BackendMessage.ReadyForQuery when _state == State.Complete:
                _state = State.Ended;
                return;
            case BackendMessage.CopyDone:
                throw Corrupt("it ends without its trailer");
            default:
                throw Corrupt($"message '{(type is > 32 and < 127 ? (char)type : '?')}' is out of place");
        }
    }

    private void CheckResponse(ReadOnlySpan<byte> body)
    {
        if (body.Length < 3 || body[0] != 1) throw Corrupt("it is not in binary format");
        var count = BinaryPrimitives.ReadInt16BigEndian(body[1..]);
        if (count != columns.Count) throw Corrupt($"it has {count} columns instead of {columns.Count}");
    }

    private void CheckTag(ReadOnlySpan<byte> body)
    {
        var tag = Encoding.ASCII.GetString(body.TrimEnd((byte)0));
        if (!tag.StartsWith("COPY ", StringComparison.Ordinal) || !long.TryParse(tag.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            throw Corrupt("its command tag is not that of a COPY");
        if (count != Rows) throw Corrupt(string.Create(CultureInfo.InvariantCulture, $"the server sent {count} rows, and {Rows} arrived"));
    }

    private (byte Type, int Length) Header(int at)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(buffer.Bytes.AsSpan(at + 1));
        return length >= 4 ? (buffer.Bytes[at], length) : throw Corrupt("a message has a length below 4");
    }

    /// <summary>Receives until <paramref name="count"/> bytes from the scanner's position on are there.</summary>
    private void Require(int count)
    {
        var window = _scanner.WindowEnd - _scanner.At;
        buffer.Start = _scanner.At;
        if (count > buffer.Capacity) buffer.Grow(count);
        while (buffer.Available < count)
        {
            if (!buffer.Fill()) throw DecodeFailures.Cut(options.Subject, Rows + 1);
        }

        _scanner.At = buffer.Start;
        _scanner.WindowEnd = buffer.Start + window;
    }

    private void RefuseLargeValues(int rows)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            var block = new FieldBlock(buffer.Bytes, _scanner.Starts(column, rows), Rows + 1);
            for (var row = 0; row < rows; row++)
            {
                if (block.Length(row) > options.MaxValueBytes)
                    throw DecodeFailures.ValueTooLarge(options.Subject, columns[column].Field.Name, Rows + 1 + row, block.Length(row), options.MaxValueBytes);
            }
        }
    }

    /// <summary>A message or row over the limit: the first of its values that is over the limit or not at hand is the one to name.</summary>
    private PlatformException TooLarge(long bytes)
    {
        var inWindow = _scanner.At < _scanner.WindowEnd;
        Require((int)Math.Min(buffer.Capacity, bytes));
        var at = _scanner.At + (inWindow ? 2 : BackendMessage.HeaderLength + 2);
        foreach (var column in columns)
        {
            if (buffer.End - at < 4) return DecodeFailures.RowTooLarge(options.Subject, column.Field.Name, Rows + 1, bytes, options.MaxValueBytes);
            var length = BinaryPrimitives.ReadInt32BigEndian(buffer.Bytes.AsSpan(at));
            if (length > options.MaxValueBytes) return DecodeFailures.ValueTooLarge(options.Subject, column.Field.Name, Rows + 1, length, options.MaxValueBytes);
            if (length > buffer.End - at - 4) return DecodeFailures.RowTooLarge(options.Subject, column.Field.Name, Rows + 1, bytes, options.MaxValueBytes);
            at += 4 + Math.Max(0, length);
        }

        return DecodeFailures.RowTooLarge(options.Subject, null, Rows + 1, bytes, options.MaxValueBytes);
    }

    private PlatformException ServerError(int message, int length)
    {
        var error = WireError.Parse(buffer.Bytes.AsSpan(message + BackendMessage.HeaderLength, length - 4));
        return PostgresFailures.FromSqlState(Stage.Read, error.SqlState, error.Message).About(options.Subject);
    }

    private PlatformException Corrupt(string problem) => DecodeFailures.Corrupt(options.Subject, Rows + 1, problem);
}
