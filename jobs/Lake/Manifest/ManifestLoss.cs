namespace Platform.Lake.Manifest;

/// <summary>Values that could not arrive exactly and were handled by their column's declared policy.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Kind">What did not fit, <c>nan</c>, <c>infinity</c>, <c>out-of-range</c>, <c>fraction-digits</c>, <c>dimensions</c>, <c>first-subscript</c> or <c>invalid-text</c>.</param>
/// <param name="Policy">The entry's <c>on_loss</c>: <c>null</c>, <c>clamp</c>, <c>text</c>.</param>
/// <param name="Count">Number of values.</param>
public sealed record ManifestLoss(string Column, string Kind, string Policy, long Count);
