namespace Platform.Registry.Entries;

/// <summary>A further output from one read of the table.</summary>
public sealed record Output(string Name, FileFormat Format, Compression Compression);
