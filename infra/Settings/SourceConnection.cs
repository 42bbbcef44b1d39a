using Platform.Registry.Connections;
using Platform.Registry.Stacks;

namespace Platform.Infra.Settings;

/// <summary>How jobs reach one source: the secret that holds its connection URL, and the way to its database.</summary>
public sealed record SourceConnection(SecretReference Secret, DatabaseAccess Database);
