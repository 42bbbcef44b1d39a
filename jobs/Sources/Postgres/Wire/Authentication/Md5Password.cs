using System.Security.Cryptography;
using System.Text;

namespace Platform.Sources.Postgres.Wire.Authentication;

/// <summary>PostgreSQL's md5 method: "md5" + hex(md5(hex(md5(password + user)) + salt)).</summary>
internal static class Md5Password
{
#pragma warning disable CA5351 // The method is the server's choice; servers before PostgreSQL 10 know no better one.
    public static string Answer(string user, string password, ReadOnlySpan<byte> salt)
    {
        var inner = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(password + user)));
        return "md5" + Convert.ToHexStringLower(MD5.HashData([.. Encoding.ASCII.GetBytes(inner), .. salt]));
    }
#pragma warning restore CA5351
}
