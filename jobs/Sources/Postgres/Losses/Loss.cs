namespace Platform.Sources.Postgres.Losses;

/// <summary>A legal value that its column cannot hold.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Problem">One sentence, without the value.</param>
/// <param name="Hint">The way out.</param>
/// <param name="Nearest">The nearest value that the column holds; null where there is none.</param>
internal readonly record struct Loss<T>(LossKind Kind, string Problem, string Hint, T? Nearest)
    where T : unmanaged;
