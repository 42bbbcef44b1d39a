using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Matching;

/// <summary>
/// Text that a policy handles where it is not UTF-8. A database in SQL_ASCII refuses to send such text to a client in UTF8, but gives its bytes; in
/// every other encoding these are the text in UTF-8.
/// </summary>
internal static class AnyText
{
    private const string InSqlAscii = "current_setting('server_encoding') = 'SQL_ASCII'";

    public static ColumnRead Of(ColumnRead read)
    {
        var text = read.Wire == WireType.Text ? read.Expression : $"concat({read.Expression})";
        var bytes = $"convert_to({text}, CASE WHEN {InSqlAscii} THEN 'SQL_ASCII' ELSE 'UTF8' END)";
        return read with { Expression = read.Wire == WireType.Text ? bytes : $"CASE WHEN {read.Expression} IS NOT NULL THEN {bytes} END", Value = read.Expression, Wire = WireType.Text };
    }

    /// <summary>The text, or where it may not be UTF-8 its bytes in hexadecimal, as bytea is written.</summary>
    public static string OrHex(string text) => $@"CASE WHEN {InSqlAscii} THEN concat('\x', encode(convert_to({text}, 'SQL_ASCII'), 'hex')) ELSE {text} END";
}
