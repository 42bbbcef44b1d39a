using Platform.Registry.Entries;
using Platform.Registry.Writing;

namespace Platform.Sources.Postgres.Describing;

/// <summary>A proposed registry file for a live table, with what its first reader should know beside it.</summary>
public sealed record TableDescription(EntryFile File, EntryComments Comments);
