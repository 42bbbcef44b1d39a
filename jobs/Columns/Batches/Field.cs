using Platform.Registry.Types;

namespace Platform.Columns.Batches;

/// <summary>One column of a batch or file: its name in the lake, its type, and whether nulls may occur.</summary>
public sealed record Field(string Name, LakeType Type, bool Nullable = true);
