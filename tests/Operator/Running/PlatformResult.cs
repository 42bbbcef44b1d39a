using System.Text.Json;

namespace Platform.Operator.Tests.Running;

/// <summary>What a command answered.</summary>
public sealed record PlatformResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The one JSON document on stdout; anything else there is a failure.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
    }

    /// <summary>Fails with everything that was said, where the exit code is another.</summary>
    public PlatformResult Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit {ExitCode}, expected {exitCode}\nstdout: {Output}\nstderr: {Errors}");
        Assert.DoesNotContain("   at Platform.", Errors);
        return this;
    }
}
