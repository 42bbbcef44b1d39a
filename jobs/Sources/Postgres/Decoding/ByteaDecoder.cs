namespace Platform.Sources.Postgres.Decoding;

/// <summary>bytea: any bytes.</summary>
internal sealed class ByteaDecoder(ColumnRead read, CopySubject subject) : BytesDecoder(read, subject);
