using Platform.Registry.Entries;
using Platform.Sources.Postgres.Ddl;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>A table to make.</summary>
/// <param name="Ddl">As its snapshot recorded it.</param>
/// <param name="Into">What it is to be called.</param>
public sealed record TableToMake(TableDdl Ddl, TableName Into);

/// <summary>How tables are made.</summary>
/// <param name="Partial">What the target cannot have is left out where the table can be without it.</param>
/// <param name="WithPartitions">False = partitioned tables become plain ones.</param>
/// <param name="Replace">They take the place of tables that are there, and get the owner, grants and policies that the snapshot recorded.</param>
/// <param name="IsDrill">They never become live, so that it does not matter what is; and foreign keys to live tables are not made.</param>
public sealed record RecreationOptions(bool Partial, bool WithPartitions, bool Replace, bool IsDrill);
