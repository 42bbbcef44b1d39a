using Platform.Lake.Objects.S3;
using Platform.Registry.Failures;

namespace Platform.Lake.Tests.Objects.S3;

public sealed class S3SettingsTests
{
    [Fact]
    public void Read_EverythingSet_IsTaken()
    {
        var settings = Read(("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000"), ("AWS_ENDPOINT_URL", "http://other"), ("AWS_REGION", "eu-west-1"), ("PLATFORM_LAKE_OWNER", "123456789012"), ("PLATFORM_LAKE_KEY", "arn:key"), ("PLATFORM_OBJECT_TAGS", "platform:policy=72h-90d&domain=sales"));

        Assert.Equal((new Uri("http://127.0.0.1:9000"), "eu-west-1", true, "123456789012", "arn:key"), (settings.Endpoint, settings.Region, settings.PathStyle, settings.ExpectedOwner, settings.KmsKey));
        Assert.Equal(("72h-90d", "sales"), (settings.Tags["platform:policy"], settings.Tags["domain"]));
    }

    [Fact]
    public void Read_NothingSet_IsAws()
    {
        var settings = Read();

        Assert.Equal((null, null, false, null, null), (settings.Endpoint, settings.Region, settings.PathStyle, settings.ExpectedOwner, settings.KmsKey));
        Assert.Empty(settings.Tags);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL", "nowhere", "AWS_ENDPOINT_URL is not a URL such as http://127.0.0.1:9000")]
    [InlineData("PLATFORM_S3_PATH_STYLE", "yes", "PLATFORM_S3_PATH_STYLE is not true or false")]
    [InlineData("PLATFORM_LAKE_OWNER", "me", "PLATFORM_LAKE_OWNER is not an account of twelve digits")]
    [InlineData("PLATFORM_OBJECT_TAGS", "keep", "PLATFORM_OBJECT_TAGS is not name=value, several separated by &")]
    public void Read_Malformed_SaysWhatIsExpected(string name, string value, string message)
    {
        var error = Assert.Throws<PlatformException>(() => Read((name, value)));

        Assert.Equal((message, ExitCode.Configuration), (error.Message, error.ExitCode));
    }

    [Theory]
    [InlineData(null, 8 << 20)]
    [InlineData(1L << 30, 8 << 20)]
    [InlineData(100L << 30, 16 << 20)]
    [InlineData(100L << 40, 512 << 20)]
    public void PartSize_FitsWhatIsExpected(long? expected, int bytes) => Assert.Equal(bytes, PartSize.For(expected, 8 << 20));

    private static S3Settings Read(params (string Name, string Value)[] environment) =>
        S3Settings.Read(name => environment.FirstOrDefault(e => e.Name == name).Value);
}
