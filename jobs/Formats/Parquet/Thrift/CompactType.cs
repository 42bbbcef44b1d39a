namespace Platform.Formats.Parquet.Thrift;

/// <summary>Wire types of Thrift's compact protocol (thrift/doc/specs/thrift-compact-protocol.md).</summary>
internal enum CompactType : byte
{
    /// <summary>Ends a struct.</summary>
    Stop = 0,
    True = 1,
    False = 2,
    Byte = 3,
    I16 = 4,
    I32 = 5,
    I64 = 6,
    Double = 7,

    /// <summary>A string or bytes: length and content.</summary>
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
}
