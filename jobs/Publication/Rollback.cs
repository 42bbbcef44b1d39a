using Platform.Registry.Layout;

namespace Platform.Publication;

/// <summary>How going back ended.</summary>
/// <param name="Attempt">What readers now see.</param>
/// <param name="Replaced">What they saw before; null where that is not known any more.</param>
/// <param name="Publication">Its number; null where they saw the attempt already.</param>
public sealed record Rollback(Ulid Attempt, Ulid? Replaced, long? Publication);
