namespace Platform.Sources.Postgres.Decoding;

/// <summary>The elements of a list as SQL has them.</summary>
/// <param name="From">A FROM item with the columns <paramref name="Element"/> and <paramref name="Position"/>.</param>
/// <param name="Element">The name of an element there.</param>
/// <param name="Position">The name of its position there, from 1.</param>
/// <param name="Count">How many there are, an int4.</param>
/// <param name="Misshapen">A condition that is true of an array that is no list: of several dimensions, or not beginning at 1; null where there is none such.</param>
public sealed record ElementSource(string From, string Element, string Position, string Count, string? Misshapen);
