using System.Globalization;

namespace Platform.Infra.Plan;

/// <summary>Bytes as people say them.</summary>
internal static class Size
{
    public static string Of(long? bytes) => bytes switch
    {
        null => "size unknown",
        >= 1L << 40 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 40):0.#} TB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.#} GB"),
    };

    public static string Change(long bytes) => (bytes < 0 ? "-" : "+") + Of(Math.Abs(bytes));
}
