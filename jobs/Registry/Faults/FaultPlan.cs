using System.Globalization;
using Platform.Registry.Failures;

namespace Platform.Registry.Faults;

/// <summary>
/// What the variable <see cref="Variable"/> asks for: a hook for tests and exercises, in every binary that ships, so that what is tested is what runs. Nothing
/// sets it in a deployed stack; unset, no code of it is touched.
/// <code>
/// PartWriting=kill                 at the first time that the step is reached: kill | stop | fail | pause:DURATION
/// PartWriting#3=stop               at the third
/// clock=+10m                       the process's clock is off by so much, + or -
/// lease=3s                         leases last so long
/// </code>
/// Several are separated by spaces; durations are whole numbers with ms, s, m or h.
/// </summary>
public sealed record FaultPlan
{
    public const string Variable = "PLATFORM_FAULTS";

    private static readonly (string Suffix, TimeSpan Unit)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    public IReadOnlyList<PlannedFault> Faults { get; init; } = [];

    public TimeSpan ClockOffset { get; init; }

    /// <summary>Null: as ever.</summary>
    public TimeSpan? Lease { get; init; }

    /// <summary>Null where nothing is asked for.</summary>
    /// <exception cref="PlatformException">Configuration, <c>faults</c>: a word that is not of the grammar.</exception>
    public static FaultPlan? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var plan = new FaultPlan();
        var faults = new List<PlannedFault>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (word[..at], word[(at + 1)..]) : throw Wrong(word);
            switch (name)
            {
                case "clock": plan = plan with { ClockOffset = Signed(value) ?? throw Wrong(word) }; break;
                case "lease": plan = plan with { Lease = Duration(value) ?? throw Wrong(word) }; break;
                default: faults.Add(Fault(name, value) ?? throw Wrong(word)); break;
            }
        }

        return plan with { Faults = faults };
    }

    private static PlannedFault? Fault(string name, string value)
    {
        var number = name.IndexOf('#', StringComparison.Ordinal);
        var occurrence = 1;
        if (number > 0 && !int.TryParse(name.AsSpan(number + 1), NumberStyles.None, CultureInfo.InvariantCulture, out occurrence)) return null;
        if (!char.IsAsciiLetterUpper(name[0]) || !Enum.TryParse<FlowStep>(number > 0 ? name[..number] : name, out var step)) return null;
        var (action, time) = value.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? (value[..at], Duration(value[(at + 1)..])) : (value, null);
        return action switch
        {
            "kill" => new PlannedFault(step, occurrence, FaultAction.Kill, default),
            "stop" => new PlannedFault(step, occurrence, FaultAction.Stop, default),
            "fail" => new PlannedFault(step, occurrence, FaultAction.Fail, default),
            "pause" when time is { } pause => new PlannedFault(step, occurrence, FaultAction.Pause, pause),
            _ => null,
        };
    }

    private static TimeSpan? Signed(string text) => text.Length < 2 ? null : text[0] switch
    {
        '+' => Duration(text[1..]),
        '-' => -Duration(text[1..]),
        _ => null,
    };

    private static TimeSpan? Duration(string text)
    {
        foreach (var (suffix, unit) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return count * unit;
        }

        return null;
    }

    private static PlatformException Wrong(string word) => new(
        Stage.Configure, ExitCode.Configuration, $"{Variable}: '{word}' is not a fault, expected such as PartWriting=kill, Decided#1=pause:2s, clock=+10m or lease=3s",
        $"{Variable} is for tests alone: unset it")
    { Kind = "faults" };
}

/// <summary>One fault. <paramref name="Occurrence"/> is 1-based: which time the step is reached. <paramref name="For"/> is the length of a pause.</summary>
public sealed record PlannedFault(FlowStep Step, int Occurrence, FaultAction Action, TimeSpan For);
