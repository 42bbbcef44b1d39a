using System.Reflection;

namespace Platform.Formats.Parquet.Writing;

/// <summary>Who wrote a file, in the form that readers parse to work around bugs of known writers.</summary>
internal static class Producer
{
    /// <summary>Also the name of the schema's root, which means nothing to readers: a trace of the writer far from the footer's end.</summary>
    public const string Name = "platform";

    public static string CreatedBy { get; } = Describe();

    /// <summary>
    /// Whether a file's created_by is that of this writer, of any version. Some wrong characters still count: damage must not make a file look
    /// like another writer's, which has no checksums to verify.
    /// </summary>
    public static bool IsOurs(string createdBy)
    {
        const string ours = Name + " version ";
        var same = 0;
        for (var i = 0; i < ours.Length && i < createdBy.Length; i++) same += createdBy[i] == ours[i] ? 1 : 0;
        return same > ours.Length / 2;
    }

    private static string Describe()
    {
        var version = typeof(Producer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0
            ? $"{Name} version {version} (build unknown)"
            : $"{Name} version {version[..plus]} (build {version[(plus + 1)..]})";
    }
}
