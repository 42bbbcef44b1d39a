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

    public string Row(long rows, Measurement drain) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Contender.Name} | {Contender.Streams} | {Wall:F2} | {Wall / drain.Wall:F2} | {ClientCpu:F2} | {ClientCpu / ServerCpu:F2} | {ServerCpu:F2} | {Peak} | {rows / Wall:N0} | {Out} |");

    private string Peak => PeakBytes == 0 ? "-" : (PeakBytes / 1048576.0).ToString("F0", CultureInfo.InvariantCulture);

    private string Out => Result is { Bytes: > 0 } result ? (result.Bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture) : "-";
}
