using System.Buffers.Binary;
using System.Text;

namespace Platform.Sources.Postgres.Tests.Decoding;

/// <summary>Builds a server's answer to COPY ... BINARY byte by byte, as PostgreSQL frames it, or otherwise.</summary>
internal sealed class CopyStreamBuilder(int columns)
{
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly MemoryStream _copy = new();
    private readonly List<int> _rowEnds = [];

    public int Rows => _rowEnds.Count;

    /// <summary>A row of fields as bytes; null = SQL null.</summary>
    public CopyStreamBuilder Row(params byte[]?[] fields)
    {
        Int16(_copy, (short)fields.Length);
        foreach (var field in fields)
        {
            Int32(_copy, field?.Length ?? -1);
            if (field is not null) _copy.Write(field);
        }

        _rowEnds.Add((int)_copy.Length);
        return this;
    }

    /// <summary>The whole answer with one row a message, the first one after the header in the same message.</summary>
    public byte[] Build(string? tag = null)
    {
        var answer = new MemoryStream();
        Message(answer, 'H', Response());
        var copy = _copy.ToArray();
        var start = 0;
        for (var i = 0; i < _rowEnds.Count; i++)
        {
            var row = copy[start.._rowEnds[i]];
            Message(answer, 'd', i == 0 ? [.. Header, .. row] : row);
            start = _rowEnds[i];
        }

        if (_rowEnds.Count == 0) Message(answer, 'd', Header);
        Message(answer, 'd', [0xFF, 0xFF]);
        Finish(answer, tag);
        return answer.ToArray();
    }

    /// <summary>The same COPY data cut into messages of other lengths, with notices in between where <paramref name="notices"/>.</summary>
    public byte[] BuildSplit(Func<int> nextLength, bool notices = false)
    {
        var answer = new MemoryStream();
        Message(answer, 'H', Response());
        byte[] data = [.. Header, .. _copy.ToArray(), 0xFF, 0xFF];
        for (var at = 0; at < data.Length;)
        {
            var take = Math.Min(nextLength(), data.Length - at);
            Message(answer, 'd', data[at..(at + take)]);
            if (notices) Message(answer, 'N', [.. "SNOTICE\0"u8, 0]);
            at += take;
        }

        Finish(answer, null);
        return answer.ToArray();
    }

    public static byte[] Message(char type, byte[] body)
    {
        var stream = new MemoryStream();
        Message(stream, type, body);
        return stream.ToArray();
    }

    public static byte[] Be(short value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value));

    public static byte[] Be(int value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value));

    public static byte[] Be(long value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value));

    /// <summary>A numeric field: digits in base 10000.</summary>
    public static byte[] Numeric(int weight, bool negative, params short[] digits) =>
        [.. Be((short)digits.Length), .. Be((short)weight), .. Be((short)(negative ? 0x4000 : 0)), .. Be((short)0), .. digits.SelectMany(Be)];

    /// <summary>A one-dimensional array field.</summary>
    public static byte[] ArrayOf(params byte[]?[] elements) =>
    [
        .. Be(elements.Length == 0 ? 0 : 1), .. Be(0), .. Be(23),
        .. elements.Length == 0 ? [] : (byte[])[.. Be(elements.Length), .. Be(1)],
        .. elements.SelectMany(e => (byte[])[.. Be(e?.Length ?? -1), .. e ?? []]),
    ];

    /// <summary>A row of a composite type: count of columns, then type, length and bytes of each.</summary>
    public static byte[] RecordOf(params byte[]?[] parts) => [.. Be(parts.Length), .. parts.SelectMany(part => (byte[])[.. Be(23), .. Be(part?.Length ?? -1), .. part ?? []])];

    private static void Message(Stream to, char type, byte[] body)
    {
        to.WriteByte((byte)type);
        Int32(to, body.Length + 4);
        to.Write(body);
    }

    private byte[] Response() => [1, .. Be((short)columns), .. Enumerable.Repeat(Be((short)1), columns).SelectMany(b => b)];

    private void Finish(Stream answer, string? tag)
    {
        Message(answer, 'c', []);
        Message(answer, 'C', [.. Encoding.ASCII.GetBytes(tag ?? $"COPY {Rows}"), 0]);
        Message(answer, 'Z', [(byte)'I']);
    }

    private static void Int16(Stream to, short value) => to.Write(Be(value));

    private static void Int32(Stream to, int value) => to.Write(Be(value));
}
