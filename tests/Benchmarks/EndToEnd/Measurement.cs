using System.Globalization;

namespace Platform.Benchmarks.EndToEnd;

/// <param name="Contender">Who ran.</param>
/// <param name="Wall">Seconds from start to exit, the process's own start-up included.</param>
/// <param name="ClientCpu">CPU seconds of the process.</param>
/// <param name="ServerCpu">CPU seconds of the backends that served it.</param>
/// <param name="PeakBytes">Peak resident memory of the process.</param>
/// <param name="Result">Rows it read and bytes it wrote, as it told.</param>
internal sealed record Measurement(Contender Contender, double Wall, double ClientCpu, double ServerCpu, long PeakBytes, (long Rows, long Bytes)? Result)
{
    public const string Header =
        "| what | streams | wall s | of drain | client CPU s | of server's | server CPU s | peak MiB | rows/s | out MB |\n|---|---|---|---|---|---|---|---|---|---|";

    /// <summary>Each figure's own median, and the greatest peak.</summary>
    public static Measurement Median(IReadOnlyList<Measurement> runs) => runs[0] with
    {
        Wall = Middle(runs, static r => r.Wall),
        ClientCpu = Middle(runs, static r => r.ClientCpu),
        ServerCpu = Middle(runs, static r => r.ServerCpu),
        PeakBytes = runs.Max(static r => r.PeakBytes),
    };

    public string Row(long rows, Measurement drain) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Contender.Name} | {Contender.Streams} | {Wall:F2} | {Wall / drain.Wall:F2} | {ClientCpu:F2} | {ClientCpu / ServerCpu:F2} | {ServerCpu:F2} | {Peak} | {rows / Wall:N0} | {Out} |");

    private static double Middle(IReadOnlyList<Measurement> runs, Func<Measurement, double> figure)
    {
        var sorted = runs.Select(figure).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private string Peak => PeakBytes == 0 ? "-" : (PeakBytes / 1048576.0).ToString("F0", CultureInfo.InvariantCulture);

    private string Out => Result is { Bytes: > 0 } result ? (result.Bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture) : "-";
}
