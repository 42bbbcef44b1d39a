using System.Runtime.InteropServices;

namespace Platform.Difference.Records;

/// <summary>What stands before a kept row's values.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RecordHeader
{
    public const int Bytes = 32;

    /// <summary>Of the key's bytes.</summary>
    public ulong Hash;

    /// <summary>1-based number of the row in its snapshot.</summary>
    public long Row;

    /// <summary>Bytes of all values.</summary>
    public int Length;

    /// <summary>Bytes of the key, which comes first.</summary>
    public int KeyLength;

    /// <summary>Bytes of the compared columns, which follow; what was added comes last.</summary>
    public int ComparedLength;

    /// <summary>1 once the row of the other side was found.</summary>
    public int Matched;

    /// <summary>Bytes of the whole record: the next one begins at a multiple of eight.</summary>
    public readonly int Stride => checked(Bytes + Length + 7) & ~7;
}
