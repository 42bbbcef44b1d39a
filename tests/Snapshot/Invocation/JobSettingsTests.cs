using Platform.Registry.Failures;
using Platform.Snapshot.Invocation;

namespace Platform.Snapshot.Tests.Invocation;

public sealed class JobSettingsTests
{
    private static readonly Dictionary<string, string> Complete = new(StringComparer.Ordinal)
    {
        ["PLATFORM_STACK"] = "local",
        ["PLATFORM_ENTRY"] = "file:///lake/_registry/x.json#00",
        ["PLATFORM_LAKE"] = "file:///lake",
        ["PLATFORM_LEDGER_URL"] = "postgresql://job:hunter2@127.0.0.1:5433/ledger",
        ["PLATFORM_SOURCE_URL"] = "postgresql://reader:hunter3@db.example:5432/shop",
        ["PLATFORM_PROOF_SEED"] = "fedcba9876543210",
    };

    [Fact]
    public void Read_Complete_GivesDefaultsOfTheContract()
    {
        var settings = JobSettings.Read(Complete.GetValueOrDefault);

        Assert.Equal("db.example", settings.Source.Host);
        Assert.Equal(unchecked((long)0xfedcba9876543210), settings.ProofSeed.Value);
        Assert.DoesNotContain("ProofSeed = -", settings.ToString(), StringComparison.Ordinal);
        Assert.False(settings.ProveAgainstSource);
        Assert.Equal(TimeSpan.FromMinutes(10), settings.MaxWait);
        Assert.Equal(TimeSpan.FromMinutes(15), settings.RetryFor);
    }

    [Fact]
    public void Read_EverythingWrong_TellsAllAtOnceWithoutValues()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PLATFORM_LAKE"] = "file:///lake",
            ["PLATFORM_LEDGER_URL"] = "mysql://job:hunter2@host/ledger",
            ["PLATFORM_PROOF_SEED"] = "hunter4",
            ["PLATFORM_PROOF"] = "maybe",
            ["PLATFORM_MAX_WAIT"] = "soon",
        };

        var error = Assert.Throws<PlatformException>(() => JobSettings.Read(environment.GetValueOrDefault));

        Assert.Equal(ExitCode.Configuration, error.ExitCode);
        Assert.Contains("PLATFORM_STACK is not set; PLATFORM_ENTRY is not set; PLATFORM_LEDGER_URL: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("PLATFORM_SOURCE_URL is not set; PLATFORM_PROOF_SEED is not 16 hexadecimal digits; PLATFORM_PROOF must be one of files, source", error.Message, StringComparison.Ordinal);
        Assert.Contains("PLATFORM_MAX_WAIT is not a duration, expected such as 30s, 10m or 2h", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SecretInTheFormOfRds_AsBatchHandsItOut_IsAUrl()
    {
        var environment = new Dictionary<string, string>(Complete, StringComparer.Ordinal)
        {
            ["PLATFORM_SOURCE_URL"] = """{"engine":"postgres","host":"db.example","port":5432,"username":"reader","password":"hunter3","dbname":"shop"}""",
            ["PLATFORM_LEDGER_URL"] = """{"username":"job","password":"hunter2"}""",
        };

        var error = Assert.Throws<PlatformException>(() => JobSettings.Read(environment.GetValueOrDefault));
        Assert.Equal("PLATFORM_LEDGER_URL: its secret holds no host", error.Message);

        var settings = JobSettings.Read(name => name == "PLATFORM_LEDGER_URL" ? Complete[name] : environment.GetValueOrDefault(name));
        Assert.Equal("postgresql://reader@db.example/shop?sslmode=require", settings.Source.ToString());
    }

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("0s", 0)]
    [InlineData("10m", 600_000)]
    [InlineData("2h", 7_200_000)]
    public void Read_Duration_TakesUnits(string text, int milliseconds)
    {
        var settings = JobSettings.Read(name => name == "PLATFORM_RETRY_FOR" ? text : Complete.GetValueOrDefault(name));

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), settings.RetryFor);
    }
}
