namespace Platform.Registry.Failures;

/// <summary>What a process tells its scheduler. AWS Batch retries 75 and host faults, nothing else; the values follow sysexits.h.</summary>
public enum ExitCode
{
    /// <summary>Published, or already published. Never returned while nothing is published.</summary>
    Success = 0,

    /// <summary>The command line is wrong: unknown option, a time that is not on the schedule or lies in the future.</summary>
    Usage = 64,

    /// <summary>The data was refused: drift, a failed check, a loss in strict mode, too late.</summary>
    Data = 65,

    /// <summary>A dependency is gone for good: a host that does not resolve, a database or table that does not exist.</summary>
    Unavailable = 69,

    /// <summary>Try again: a passing fault outlasted the retries inside the process.</summary>
    TryAgain = 75,

    /// <summary>A permission or credential is missing.</summary>
    Permission = 77,

    /// <summary>The configuration is wrong: registry, stack settings, environment, a missing system library.</summary>
    Configuration = 78,
}
