namespace Platform.Lake.Catalog;

/// <summary>A column as readers see it: <paramref name="Type"/> is the Hive DDL name, such as <c>decimal(12,2)</c>.</summary>
public sealed record CatalogColumn(string Name, string Type, string? Comment = null);
