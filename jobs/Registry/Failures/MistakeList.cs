using System.Globalization;

namespace Platform.Registry.Failures;

/// <summary>Collects the mistakes of all files, so that all are reported at once.</summary>
public sealed class MistakeList
{
    private readonly List<Mistake> _mistakes = [];

    public int Count => _mistakes.Count;

    /// <summary>By file, line and column; one mistake found twice counts once.</summary>
    public IReadOnlyList<Mistake> Sorted => [.. _mistakes.Distinct().Order()];

    public void Add(Mistake mistake) => _mistakes.Add(mistake);

    /// <param name="subject">What has the mistakes, such as <c>the registry</c>.</param>
    /// <exception cref="PlatformException">Configuration (78), kind <c>configuration</c>, with every mistake.</exception>
    public void ThrowIfAny(string subject)
    {
        if (_mistakes.Count == 0) return;
        var sorted = Sorted;
        var count = sorted.Count == 1 ? "a mistake" : string.Create(CultureInfo.InvariantCulture, $"{sorted.Count} mistakes");
        throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"{count} in {subject}:\n{string.Join('\n', sorted)}")
        {
            Kind = "configuration",
            Mistakes = sorted,
        };
    }
}
