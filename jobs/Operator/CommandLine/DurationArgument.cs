using System.Globalization;
using Platform.Registry.Failures;

namespace Platform.Operator.CommandLine;

/// <summary>A duration on the command line, as registry files write them: a whole number and <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
internal static class DurationArgument
{
    /// <exception cref="PlatformException">64.</exception>
    public static TimeSpan Parse(string option, string text)
    {
        if (text.Length >= 2 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            switch (text[^1])
            {
                case 's': return TimeSpan.FromSeconds(count);
                case 'm': return TimeSpan.FromMinutes(count);
                case 'h': return TimeSpan.FromHours(count);
                case 'd' when count <= 36_600: return TimeSpan.FromDays(count);
            }
        }

        throw new PlatformException(Stage.Configure, ExitCode.Usage, $"{option} '{text}' is no duration", "Write a whole number and a unit: s, m, h or d, such as 24h.") { Kind = "usage" };
    }
}
