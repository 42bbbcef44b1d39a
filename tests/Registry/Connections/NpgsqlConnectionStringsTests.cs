using System.Data.Common;
using Platform.Registry.Connections;

namespace Platform.Registry.Tests.Connections;

/// <summary>That a login works with the string is shown with every way to authenticate in the suite of the PostgreSQL source.</summary>
public sealed class NpgsqlConnectionStringsTests
{
    [Fact]
    public void ToNpgsql_HostileValues_AreOneValueEach()
    {
        const string hostile = "a;b='c'\"d\"=e ;Host=elsewhere";
        var url = new ConnectionUrl { Host = "db", User = hostile, Password = hostile, Database = hostile, Options = hostile };
        var read = new DbConnectionStringBuilder { ConnectionString = url.ToNpgsql(hostile) };
        Assert.Equal("db", read["Host"]);
        foreach (var keyword in new[] { "Username", "Password", "Database", "Options", "Application Name" }) Assert.Equal(hostile, read[keyword]);
    }

    [Fact]
    public void ToNpgsql_NoPasswordAndNoName_NamesNone()
    {
        var read = new DbConnectionStringBuilder { ConnectionString = new ConnectionUrl { Host = "db", User = "u", Database = "d", SslRootCert = "system" }.ToNpgsql() };
        foreach (var keyword in new[] { "Password", "Application Name", "Options", "Root Certificate", "SSL Certificate", "SSL Key" }) Assert.False(read.ContainsKey(keyword));
        Assert.Equal("false", read["Pooling"]);
        Assert.Equal("Disable", read["GSS Encryption Mode"]);
    }

    [Theory]
    [InlineData("sslmode=require", "Require")]
    [InlineData("sslmode=require&sslrootcert=/ca.pem", "VerifyCa")]
    [InlineData("sslmode=verify-full", "VerifyFull")]
    [InlineData("", "Prefer")]
    public void ToNpgsql_SslMode_IsTheOneInEffect(string parameters, string expected)
    {
        var url = ConnectionUrl.Parse($"postgresql://u@db/d?{parameters}", static _ => null);
        Assert.Equal(expected, new DbConnectionStringBuilder { ConnectionString = url.ToNpgsql() }["SSL Mode"]);
    }
}
