using Platform.Columns.Proof;
using Platform.Formats.Files;
using Platform.Lake.Objects;
using Platform.Sources.Postgres.Losses;

namespace Platform.Snapshot.Reading;

/// <summary>What one stream read and wrote of one output: one part.</summary>
/// <param name="Name">The part's name under the attempt's prefix.</param>
/// <param name="Stored">The object as the store completed it.</param>
/// <param name="File">What the writer says it wrote.</param>
/// <param name="Read">The proof of what the decoder saw.</param>
/// <param name="Written">The proof of what the encoded file decodes to.</param>
/// <param name="Losses">Values that columns' policies handled.</param>
internal sealed record StreamResult(string Name, StoredObject Stored, FileSummary File, TableProof Read, TableProof Written, IReadOnlyList<LossCount> Losses);
