using Platform.Formats.Files;

namespace Platform.Formats.Avro.Reading;

/// <summary>A file's bytes front to back, from a stream or from memory. Memory grows with what is there, not with what a damaged length announces.</summary>
internal sealed class AvroSource
{
    private const int LeastBuffer = 64 << 10;

    private Stream? _stream;
    private byte[] _buffer = [];
    private ReadOnlyMemory<byte> _window;
    private long _windowEnd;

    /// <summary>Place in the file of the next byte.</summary>
    public long Offset => _windowEnd - _window.Length;

    public void Begin(Stream stream) => (_stream, _window, _windowEnd) = (stream, default, 0);

    /// <summary>Reads from memory that lies at <paramref name="offset"/> in the file.</summary>
    public void Begin(ReadOnlyMemory<byte> bytes, long offset) => (_stream, _window, _windowEnd) = (null, bytes, offset + bytes.Length);

    /// <summary>Whether no byte is left.</summary>
    public bool AtEnd() => _window.Length == 0 && !Fill(1);

    /// <summary>A zigzag number of 64 bits.</summary>
    public long Number()
    {
        ulong bits = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Take(1).Span[0];
            bits |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return (long)(bits >> 1) ^ -(long)(bits & 1);
        }

        throw Corrupt("a number has more than 64 bits");
    }

    /// <summary>The next bytes, valid until more are taken.</summary>
    public ReadOnlyMemory<byte> Take(int count)
    {
        if (_window.Length < count && !Fill(count)) throw Corrupt($"it ends {count - _window.Length} bytes early");
        var taken = _window[..count];
        _window = _window[count..];
        return taken;
    }

    public Registry.Failures.PlatformException Corrupt(string what) => BrokenFile.Corrupt(AvroReader.Name, what, Offset);

    /// <summary>Reads on until the window has <paramref name="count"/> bytes; false at the file's end.</summary>
    private bool Fill(int count)
    {
        if (_stream is null) return false;
        while (_window.Length < count)
        {
            var length = _window.Length;
            if (_buffer.Length == length) Grow(length, count);
            else _window.CopyTo(_buffer);
            var read = _stream.Read(_buffer, length, _buffer.Length - length);
            _window = _buffer.AsMemory(0, length + read);
            _windowEnd += read;
            if (read == 0) return false;
        }

        return true;
    }

    private void Grow(int length, int count)
    {
        var larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(Math.Max(count, LeastBuffer), Math.Max(LeastBuffer, length * 2L)));
        _window.CopyTo(larger);
        _buffer = larger;
    }
}
