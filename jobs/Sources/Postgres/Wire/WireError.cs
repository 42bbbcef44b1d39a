using System.Text;

namespace Platform.Sources.Postgres.Wire;

/// <summary>An error or notice: what may be shown of it. Detail, hint, context and the rest can hold cell values and are not read.</summary>
public sealed record WireError(string Severity, string SqlState, string Message)
{
    /// <summary>Reads the body of an ErrorResponse or NoticeResponse; a body that is cut gives what it holds.</summary>
    public static WireError Parse(ReadOnlySpan<byte> body)
    {
        string severity = "", localized = "", sqlState = "", message = "";
        while (body.Length > 1 && body[0] != 0)
        {
            var code = body[0];
            var end = body[1..].IndexOf((byte)0);
            var text = end < 0 ? body[1..] : body.Slice(1, end);
            body = end < 0 ? [] : body[(end + 2)..];
            switch (code)
            {
                case (byte)'S': localized = Encoding.UTF8.GetString(text); break;
                case (byte)'V': severity = Encoding.UTF8.GetString(text); break;
                case (byte)'C': sqlState = Encoding.UTF8.GetString(text); break;
                case (byte)'M': message = Encoding.UTF8.GetString(text); break;
            }
        }

        return new WireError(severity.Length > 0 ? severity : localized, sqlState, message);
    }

    /// <summary>True where the server closes the session after it.</summary>
    public bool IsFatal => Severity is "FATAL" or "PANIC";
}
