using Platform.Operator.CommandLine;
using Platform.Registry.Failures;

namespace Platform.Operator.Tests.CommandLine;

public sealed class UnforeseenFailureTests
{
    public static TheoryData<Exception, ExitCode, string> Failures => new()
    {
        { new UnauthorizedAccessException("Access to the path '/x' is denied."), ExitCode.Permission, "file-permission" },
        { new IOException("Read-only file system : '/x'", 30), ExitCode.Permission, "file-permission" },
        { new IOException("No space left on device : '/x'", 28), ExitCode.TryAgain, "disk-full" },
        { new DirectoryNotFoundException("Could not find a part of the path '/x'."), ExitCode.Configuration, "file-missing" },
        { new FileNotFoundException("Could not find file '/x'."), ExitCode.Configuration, "file-missing" },
        { new IOException("Input/output error : '/x'", 5), ExitCode.TryAgain, "file-system" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Of_AFailureOfAFile_SaysWhatTheSystemSaidAndWhatToDo(Exception failure, ExitCode code, string kind)
    {
        var told = UnforeseenFailure.Of(failure);

        Assert.Equal((code, kind, failure.Message), (told.ExitCode, told.Kind, told.Message));
        Assert.Contains("PLATFORM_HOME", told.Hint);
    }

    [Fact]
    public void Of_AnythingElse_IsADefectWithoutItsMessage()
    {
        var told = UnforeseenFailure.Of(new InvalidOperationException("a value of somebody's"));

        Assert.Equal(("internal-error", ExitCode.Unavailable), (told.Kind, told.ExitCode));
        Assert.DoesNotContain("somebody", told.Describe(), StringComparison.Ordinal);
    }
}
