using Platform.Registry.Failures;

namespace Platform.Registry.Entries;

/// <summary>Where a job's entry document is and which bytes it must be: the value of <c>PLATFORM_ENTRY</c>, <c>&lt;uri&gt;#&lt;sha256&gt;</c>.</summary>
public sealed record EntryReference(string Uri, string Sha256)
{
    public const string Variable = "PLATFORM_ENTRY";

    /// <exception cref="PlatformException">Configuration (78), kind <c>entry-reference</c>.</exception>
    public static EntryReference Parse(string? text, string variable = Variable)
    {
        var hash = text?.LastIndexOf('#') ?? -1;
        if (hash > 0 && text![(hash + 1)..] is { Length: 64 } sha256 && !sha256.AsSpan().ContainsAnyExcept("0123456789abcdef"))
            return new EntryReference(text[..hash], sha256);
        throw new PlatformException(
            Stage.Configure,
            ExitCode.Configuration,
            text is null ? $"{variable} is not set" : $"{variable} is not <uri>#<sha256>",
            "the job definition sets it; at a desk use ./platform snapshot, which does the same")
        { Kind = "entry-reference" };
    }

    public override string ToString() => $"{Uri}#{Sha256}";
}
