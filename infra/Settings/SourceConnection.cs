namespace Platform.Infra.Settings;

/// <summary>How jobs reach one source.</summary>
/// <param name="Secret">The secret that holds the source's connection URL.</param>
/// <param name="Port">The port on which the database listens.</param>
/// <param name="OpenDatabase">True: the rule that lets jobs in is added to the database's security group; false: the plan prints it.</param>
public sealed record SourceConnection(string Secret, int Port = 5432, bool OpenDatabase = false);
