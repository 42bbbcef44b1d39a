namespace Platform.Fakes.Http;

/// <summary>One planned fault: of which operation, and of how many requests after how many others.</summary>
public sealed class Fault
{
    /// <summary>Longer than the leases of tests last, shorter than any client waits.</summary>
    public static readonly TimeSpan Slowness = TimeSpan.FromSeconds(3);

    public required string Operation { get; init; }

    public required FaultKind Kind { get; init; }

    /// <summary>Requests of the operation that pass before.</summary>
    public int After { get; init; }

    /// <summary>Requests that are hit.</summary>
    public int Times { get; init; } = 1;

    public int Status { get; init; } = 500;

    public string Code { get; init; } = "InternalError";

    public string Message { get; init; } = "a planned fault";

    internal int Seen { get; set; }

    public static Fault InternalError(string operation, int times = 1) => new() { Operation = operation, Kind = FaultKind.Refused, Times = times };

    public static Fault SlowDown(string operation, int times = 1) => new() { Operation = operation, Kind = FaultKind.Refused, Status = 503, Code = "SlowDown", Times = times };

    public static Fault Denied(string operation, int times = int.MaxValue) => new() { Operation = operation, Kind = FaultKind.Refused, Status = 403, Code = "AccessDenied", Times = times };

    public static Fault Of(FaultKind kind, string operation, int after = 0, int times = 1) => new() { Operation = operation, Kind = kind, After = after, Times = times };
}
