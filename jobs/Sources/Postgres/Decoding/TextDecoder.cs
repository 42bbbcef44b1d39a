namespace Platform.Sources.Postgres.Decoding;

/// <summary>Text in UTF-8, which the server's own encoding checks made valid; see <see cref="CheckedTextDecoder"/> for where they do not.</summary>
internal sealed class TextDecoder(ColumnRead read, CopySubject subject) : BytesDecoder(read, subject);
