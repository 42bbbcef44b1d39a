using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Registry.Tests.Connections;

/// <summary>A secret that says how to reach a database, as people store it and as RDS writes it.</summary>
public sealed class DatabaseSecretTests
{
    private const string Rds = """{"engine":"postgres","host":"db.example.com","port":5433,"username":"a b","password":"p@ss/word","dbname":"shop"}""";

    [Theory]
    [InlineData("postgresql://me:word@host/db", null, "postgresql://me:word@host/db")]
    [InlineData(Rds, null, "postgresql://a%20b:p%40ss%2Fword@db.example.com:5433/shop?sslmode=require")]
    [InlineData(Rds, "/etc/rds.pem", "postgresql://a%20b:p%40ss%2Fword@db.example.com:5433/shop?sslmode=verify-full&sslrootcert=%2Fetc%2Frds.pem")]
    public void ToUrl_OfBothForms_IsAUrl(string text, string? certificates, string expected) => Assert.Equal(expected, DatabaseSecret.ToUrl("secret x", text, certificates));

    [Theory]
    [InlineData("""{"username":"u","password":"canary"}""", "secret x holds no host")]
    [InlineData("""{"host":"h","password":"canary"}""", "secret x holds no username")]
    [InlineData("""{"host":"h","username":"u","dbname":"canary"}""", "secret x holds no password")]
    [InlineData("""{"host":"h","username":"u","password":"canary"}""", "secret x holds no dbname")]
    public void ToUrl_MemberMissing_IsNamedAndNothingOfTheSecret(string text, string message)
    {
        var failure = Assert.Throws<PlatformException>(() => DatabaseSecret.ToUrl("secret x", text, null));
        Assert.Equal(("secret-form", message), (failure.Kind, failure.Message));
        Assert.DoesNotContain("canary", failure.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secretsmanager:arn:x", "arn:x", null, "arn:x")]
    [InlineData("secretsmanager:arn:x#url", "arn:x", "url", "arn:x:url::")]
    public void Reference_WithAndWithoutKey_NamesArnAndValue(string text, string arn, string? key, string valueFrom)
    {
        var reference = SecretReference.TryParse(text)!;
        Assert.Equal((arn, key, valueFrom), (reference.Arn, reference.Key, reference.ValueFrom));
        Assert.Null(SecretReference.TryParse("postgresql://me@localhost/x"));
    }
}
