namespace Platform.Registry.Yaml;

/// <summary>A place in a file; line and column are 1-based.</summary>
internal readonly record struct Position(int Line, int Column)
{
    public static Position Start => new(1, 1);
}
