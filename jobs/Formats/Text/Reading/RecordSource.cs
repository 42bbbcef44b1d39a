namespace Platform.Formats.Text.Reading;

/// <summary>
/// Cuts a file into records that end with a line feed; where quotes count, one between them ends nothing. A carriage return before it belongs to
/// the end. Memory is that of the longest record.
/// </summary>
internal sealed class RecordSource(bool quotes, int maxBytes)
{
    private const int LeastBuffer = 64 << 10;

    private Stream? _stream;
    private byte[] _buffer = [];
    private ReadOnlyMemory<byte> _window;
    private long _windowEnd;

    /// <summary>Place of the record that was read last, in the file after decompression.</summary>
    public long RecordOffset { get; private set; }

    public void Begin(Stream stream) => (_stream, _window, _windowEnd) = (stream, default, 0);

    /// <summary>Reads from memory that lies at <paramref name="offset"/> in the file.</summary>
    public void Begin(ReadOnlyMemory<byte> bytes, long offset) => (_stream, _window, _windowEnd) = (null, bytes, offset + bytes.Length);

    /// <summary>The next record without its end, valid until another is read; false after the last.</summary>
    /// <param name="record">Its bytes.</param>
    /// <param name="isWhole">False where the file ends before the record does, or the record is longer than is read.</param>
    public bool Next(out ReadOnlySpan<byte> record, out bool isWhole)
    {
        RecordOffset = _windowEnd - _window.Length;
        var (at, inQuotes) = (0, false);
        isWhole = true;
        while (true)
        {
            if (TryFindEnd(_window.Span, ref at, ref inQuotes))
            {
                record = _window.Span[..at];
                _window = _window[(at + 1)..];
                if (record.Length > 0 && record[^1] == '\r') record = record[..^1];
                return true;
            }

            if (_window.Length <= maxBytes && Fill()) continue;
            record = _window.Span;
            isWhole = record.IsEmpty;
            return !record.IsEmpty;
        }
    }

    /// <summary>Looks on from <paramref name="at"/> for the line feed that ends the record.</summary>
    private bool TryFindEnd(ReadOnlySpan<byte> window, ref int at, ref bool inQuotes)
    {
        while (at < window.Length)
        {
            var rest = window[at..];
            var found = inQuotes ? rest.IndexOf((byte)'"') : quotes ? rest.IndexOfAny((byte)'"', (byte)'\n') : rest.IndexOf((byte)'\n');
            if (found < 0)
            {
                at = window.Length;
                return false;
            }

            at += found;
            if (window[at] == '\n' && !inQuotes) return true;
            inQuotes = !inQuotes;
            at++;
        }

        return false;
    }

    private bool Fill()
    {
        if (_stream is null) return false;
        var length = _window.Length;
        if (_buffer.Length == length)
        {
            var larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, Math.Max(LeastBuffer, length * 2L)));
            _window.CopyTo(larger);
            _buffer = larger;
        }
        else
        {
            _window.CopyTo(_buffer);
        }

        var read = _stream.Read(_buffer, length, _buffer.Length - length);
        _window = _buffer.AsMemory(0, length + read);
        _windowEnd += read;
        return read > 0;
    }
}
