using Platform.Ledger.Publications;

namespace Platform.Ledger.Reading;

/// <summary>A snapshot that readers are to see.</summary>
/// <param name="Member">What the catalog was told.</param>
/// <param name="Publication">By which publication.</param>
/// <param name="Pinned">A person holds the table's <c>_latest</c>, at this snapshot or another.</param>
public sealed record PublishedMember(PublicationMember Member, long Publication, bool Pinned);
