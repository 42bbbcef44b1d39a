using Platform.Registry.Entries;

namespace Platform.Restore.Invocation;

/// <summary>One snapshot to restore.</summary>
/// <param name="From">The attempt's prefix: parts and manifest.</param>
/// <param name="Table">Of which table the manifest must be; null = any.</param>
/// <param name="Into">The table of the target; null = the manifest's own.</param>
internal sealed record TableTask(Uri From, TableName? Table, TableName? Into);
