namespace Platform.Registry.Failures;

/// <summary>An exception that nobody foresaw, as an error with an exit code.</summary>
public static class Defect
{
    /// <summary>Told by its type and the place of ours where it came up: its message may hold a value.</summary>
    public static PlatformException Of(Stage stage, Exception failure) => new(
        stage, ExitCode.Unavailable, $"an unforeseen error: {failure.GetType().Name} at {Where(failure)}", "this is a defect of platform: report it with this line", failure)
    {
        Kind = "internal-error",
    };

    private static string Where(Exception failure) =>
        failure.StackTrace?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("Platform.", StringComparison.Ordinal)) ?? "an unknown place";
}
