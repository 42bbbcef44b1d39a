namespace Platform.Sources.Postgres.Recreating;

/// <summary>One statement that makes a part of a table's definition.</summary>
/// <param name="What">The part, for people: <c>trigger audit</c>.</param>
/// <param name="Sql">The statement.</param>
/// <param name="IsEssential">Without it there is no table; everything else can be left out where a person asked for what there is.</param>
internal sealed record DefinitionStep(string What, string Sql, bool IsEssential = false);
