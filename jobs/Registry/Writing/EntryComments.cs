namespace Platform.Registry.Writing;

/// <summary>What is said beside a written entry, for its first reader; comments may hold any text.</summary>
public sealed record EntryComments
{
    /// <summary>At the top of the file.</summary>
    public string? Header { get; init; }

    /// <summary>By key of the file, such as <c>key</c>: written above it.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>By column name: written behind it.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();
}
