using Platform.Fakes.S3;
using Platform.Fakes.Signing;
using Platform.Lake.Objects.S3;

namespace Platform.Lake.Tests.Objects.S3;

/// <summary>Stores over a fake S3. Credentials come from where the SDK looks for them: the environment.</summary>
internal static class S3Lake
{
    public const string KmsKey = "arn:aws:kms:eu-west-1:123456789012:key/0f0f0f0f-0000-0000-0000-000000000000";

    public static readonly S3Rules Strict = new() { KmsKey = KmsKey };

    public static S3Settings Settings(FakeS3 fake) => new()
    {
        Endpoint = fake.Endpoint,
        Region = FakeS3.Region,
        PathStyle = true,
        ExpectedOwner = "123456789012",
        KmsKey = fake.Bucket.Rules.KmsKey,
        Tags = new Dictionary<string, string> { ["platform:policy"] = "72h-90d" },
        Timeout = TimeSpan.FromSeconds(10),
    };

    public static S3ObjectStore Open(FakeS3 fake, S3Settings? settings = null, string prefix = "/stage/lake")
    {
        UseFakeCredentials();
        return S3ObjectStore.Open(new Uri($"s3://{FakeS3.BucketName}{prefix}"), settings ?? Settings(fake), TimeProvider.System);
    }

    public static void UseFakeCredentials()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", FakeCredentials.Default.AccessKey);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", FakeCredentials.Default.SecretKey);
        Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", FakeCredentials.Default.SessionToken);
    }
}
