using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Registry.Tests.Connections;

public sealed class ConnectionUrlTests
{
    [Fact]
    public void Parse_EveryPart_IsRead()
    {
        var url = Parse("postgresql://me:s%40cret@db.example.com:6432/shop?sslmode=verify-full&sslrootcert=/ca.pem&sslcert=/c.pem&sslkey=/k.pem"
            + "&channel_binding=require&application_name=platform&connect_timeout=7&options=-c%20a%3Db");
        Assert.Equal(("db.example.com", 6432, "me", "s@cret", "shop"), (url.Host, url.Port, url.User, url.Password, url.Database));
        Assert.Equal((SslMode.VerifyFull, "/ca.pem", "/c.pem", "/k.pem"), (url.SslMode, url.SslRootCert, url.SslCert, url.SslKey));
        Assert.Equal((ChannelBinding.Require, "platform", "-c a=b"), (url.ChannelBinding, url.ApplicationName, url.Options));
        Assert.Equal(TimeSpan.FromSeconds(7), url.ConnectTimeout);
    }

    [Fact]
    public void Parse_OnlyScheme_TakesDefaults()
    {
        var url = Parse("postgres://", ("PGUSER", "ada"), ("PGPASSWORD", "pw"));
        Assert.Equal(("localhost", 5432, "ada", "pw", "ada"), (url.Host, url.Port, url.User, url.Password, url.Database));
        Assert.Equal((SslMode.Prefer, ChannelBinding.Prefer, TimeSpan.FromSeconds(15)), (url.SslMode, url.ChannelBinding, url.ConnectTimeout));
    }

    [Fact]
    public void Parse_Iam_HasNoPasswordOfItsOwn()
    {
        var url = Parse("postgresql://reader@db.example.com/shop?iam=true&sslmode=verify-full", ("PGPASSWORD", "pw"));

        Assert.Equal((true, (string?)null), (url.Iam, url.Password));
        Assert.Equal("postgresql://reader@db.example.com/shop?sslmode=verify-full&iam=true", url.ToString());
        Assert.Equal("made", (url with { PasswordSource = () => "made" }).NextPassword());
        var error = Assert.Throws<PlatformException>(() => url.NextPassword());
        Assert.Equal("The connection URL gives iam=true, which this command does not support.", error.Message);
    }

    [Theory]
    [InlineData("postgresql://u@h/d?iam=true", "without TLS")]
    [InlineData("postgresql://u@h/d?iam=true&sslmode=allow", "without TLS")]
    [InlineData("postgresql://u@/d?host=/tmp&iam=true&sslmode=verify-full", "without TLS")]
    [InlineData("postgresql://u:p@h/d?iam=true&sslmode=require", "and a password")]
    public void Parse_IamThatWouldShowItsToken_IsRefused(string text, string reason) =>
        Assert.Equal($"The connection URL gives iam=true {reason}.", Assert.Throws<PlatformException>(() => Parse(text)).Message);

    [Theory]
    [InlineData("postgresql://u@[2001:db8::1]/d", "2001:db8::1", 5432)]
    [InlineData("postgresql://u@[::1]:77/d", "::1", 77)]
    [InlineData("postgresql://u@/d?host=/var/run/postgresql&port=5433", "/var/run/postgresql", 5433)]
    [InlineData("postgresql://u@%2Ftmp/d", "/tmp", 5432)]
    [InlineData("postgresql://h:1", "h", 1)]
    [InlineData("postgresql://h?sslrootcert=/a", "h", 5432)]
    public void Parse_HostForms_AreRead(string text, string host, int port)
    {
        var url = Parse(text);
        Assert.Equal((host, port), (url.Host, url.Port));
    }

    [Theory]
    [InlineData("postgresql://u:a@b@h/d", "a@b")]
    [InlineData("postgresql://u:a?b@h/d", "a?b")]
    [InlineData("postgresql://u:a:b@h/d", "a:b")]
    [InlineData("postgresql://u:%C3%A9%F0%9F%98%80é😀@h/d", "é😀é😀")]
    [InlineData("postgresql://u:@h/d", "")]
    public void Parse_PasswordWithSpecialCharacters_IsWhole(string text, string password) => Assert.Equal(password, Parse(text).Password);

    [Theory]
    [InlineData("mysql://h/d", "The connection URL does not start with postgresql://.")]
    [InlineData("postgresql://u:sec/ret@h/d", "The connection URL has an '@' after its first '/'.")]
    [InlineData("postgresql://h:secret/d", "The connection URL has a port that is not a number from 1 to 65535.")]
    [InlineData("postgresql://h:0/d", "The connection URL has a port that is not a number from 1 to 65535.")]
    [InlineData("postgresql://u:sec%ret@h/d", "The connection URL has a '%' in its password that is not followed by two hexadecimal digits.")]
    [InlineData("postgresql://u@h/d?Passwort=secret", "The connection URL has an unknown parameter.")]
    [InlineData("postgresql://u@h/d?keepalive=secret", "The connection URL has an unknown parameter 'keepalive'.")]
    [InlineData("postgresql://u@h/d?sslmode=secret", "The connection URL has an unknown value of sslmode.")]
    [InlineData("postgresql://u@h/d?gssencmode=require", "The connection URL has an unknown value of gssencmode.")]
    [InlineData("postgresql://u@h/d?sslmode", "The connection URL gives parameter 'sslmode' no value.")]
    [InlineData("postgresql://u@h/d?sslcert=/c", "The connection URL gives only one of sslcert and sslkey.")]
    [InlineData("postgresql://u@h/d?sslrootcert=system", "The connection URL gives sslrootcert=system without sslmode=verify-full.")]
    [InlineData("postgresql://u@a,b/d", "The connection URL lists several hosts.")]
    [InlineData("postgresql://u@[::1/d", "The connection URL has a '[' without its ']'.")]
    [InlineData("postgresql://u@::1/d", "The connection URL has more than one ':' in its host.")]
    [InlineData("postgresql://u%00database%00x@h/d", "The connection URL has a NUL in its user.")]
    public void Parse_Malformed_RefusesWithoutShowingValues(string text, string message)
    {
        var e = Assert.Throws<PlatformException>(() => Parse(text));
        Assert.Equal((message, ExitCode.Configuration, Stage.Configure, "connection-url"), (e.Message, e.ExitCode, e.Stage, e.Kind));
        Assert.DoesNotContain("secret", e.Describe());
        Assert.NotNull(e.Hint);
    }

    [Fact]
    public void Parse_UnknownSslmode_HintListsAllowed() =>
        Assert.Equal("sslmode must be one of disable, allow, prefer, require, verify-ca, verify-full",
            Assert.Throws<PlatformException>(() => Parse("postgresql://h/d?sslmode=on")).Hint);

    [Theory]
    [InlineData("postgresql://u:secret@h/d", "postgresql://u@h/d")]
    [InlineData("postgresql://u:secret@[::1]:99/d%20b?password=secret&sslmode=verify-ca", "postgresql://u@[::1]:99/d%20b?sslmode=verify-ca")]
    [InlineData("postgresql://u:secret@/d?host=/tmp", "postgresql://u@/d?host=%2Ftmp")]
    public void ToString_WithPassword_OmitsItAndParsesAgain(string text, string shown)
    {
        var url = Parse(text);
        Assert.Equal(shown, url.ToString());
        Assert.Equal(url with { Password = null }, Parse(shown));
    }

    [Theory]
    [InlineData("postgresql://h/d?sslmode=require", SslMode.Require)]
    [InlineData("postgresql://h/d?sslmode=require&sslrootcert=/ca", SslMode.VerifyCa)]
    [InlineData("postgresql:///d?host=/tmp&sslmode=prefer", SslMode.Disable)]
    public void EffectiveSslMode_FollowsLibpq(string text, SslMode mode) => Assert.Equal(mode, Parse(text).EffectiveSslMode);

    private static ConnectionUrl Parse(string text, params (string Name, string Value)[] environment) =>
        ConnectionUrl.Parse(text, name => environment.FirstOrDefault(e => e.Name == name).Value);
}
