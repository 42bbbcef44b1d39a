using System.Reflection;

namespace Platform.Formats.Parquet.Writing;

/// <summary>Who wrote a file, in the form that readers parse to work around bugs of known writers.</summary>
internal static class Producer
{
    public const string Name = "platform";

    public static string CreatedBy { get; } = Describe();

    private static string Describe()
    {
        var version = typeof(Producer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0
            ? $"{Name} version {version} (build unknown)"
            : $"{Name} version {version[..plus]} (build {version[(plus + 1)..]})";
    }
}
