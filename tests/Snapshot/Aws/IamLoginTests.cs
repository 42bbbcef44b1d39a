using Amazon.Runtime;
using Platform.Aws.Databases;
using Platform.Registry.Connections;

namespace Platform.Snapshot.Tests.Aws;

/// <summary>Tokens as AWS's own tools make them, for the moment at which a connection asks for one.</summary>
public sealed class IamLoginTests
{
    private static readonly SessionAWSCredentials Credentials = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "session/token==");
    private static readonly ConnectionUrl Url = ConnectionUrl.Parse("postgresql://reader%20one@orders.cluster-abc.eu-west-1.rds.amazonaws.com/shop?iam=true&sslmode=verify-full");

    [Fact]
    public void Token_IsTheOneOfBotocore()
    {
        // botocore 1.29.27, RDS.Client.generate_db_auth_token, its clock held at the same moment. It writes the session token at the end.
        const string Expected = "orders.cluster-abc.eu-west-1.rds.amazonaws.com:5432/?Action=connect&DBUser=reader%20one&X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIDEXAMPLE%2F20260301%2Feu-west-1%2Frds-db%2Faws4_request&X-Amz-Date=20260301T100700Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host"
            + "&X-Amz-Security-Token=session%2Ftoken%3D%3D&X-Amz-Signature=3cf300490c2ba09e07319e23b5498d92a49c6acd3a68c2a80a61faa1ead3b325";

        var token = IamLogin.Of(Url, _ => null, new Moving(), Credentials).NextPassword()!;

        Assert.Equal(Parts(Expected), Parts(token));
    }

    [Fact]
    public void Token_OfTheNextConnection_IsANewOne()
    {
        var clock = new Moving();
        var url = IamLogin.Of(Url, _ => null, clock, Credentials);

        var first = url.NextPassword()!;
        clock.Now += TimeSpan.FromMinutes(16);
        var second = url.NextPassword()!;

        Assert.Contains("X-Amz-Date=20260301T100700Z", first, StringComparison.Ordinal);
        Assert.Contains("X-Amz-Date=20260301T102300Z", second, StringComparison.Ordinal);
    }

    [Fact]
    public void Url_NeverShowsTheToken() => Assert.DoesNotContain("X-Amz", IamLogin.Of(Url, _ => null, new Moving(), Credentials).ToString(), StringComparison.Ordinal);

    private static IEnumerable<string> Parts(string token) => token.Split('?', '&').Order(StringComparer.Ordinal);

    private sealed class Moving : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 10, 7, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
