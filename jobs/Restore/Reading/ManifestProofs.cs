using System.Globalization;
using Platform.Columns.Proof;
using Platform.Lake.Manifest;
using Platform.Registry.Failures;

namespace Platform.Restore.Reading;

/// <summary>The manifest's proofs as those that are computed.</summary>
internal static class ManifestProofs
{
    /// <exception cref="PlatformException">Data: the manifest has no proof, or one that is no proof.</exception>
    public static TableProof Of(SnapshotManifest manifest, ManifestProof? proof)
    {
        if (proof is null)
            throw SnapshotFailures.Of("proof-missing", manifest, "the manifest records no proof, so that what is restored cannot be proved", "take another snapshot time or attempt");
        return new TableProof(proof.Version, proof.Rows, Hash(manifest, proof.RowHash), [.. proof.Columns.Select(c => new ColumnProof(c.Name, c.Present, Hash(manifest, c.Hash)))]);
    }

    private static long Hash(SnapshotManifest manifest, string text) => ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash)
        ? (long)hash
        : throw SnapshotFailures.Of(FailureKinds.ManifestDamaged, manifest, "a hash in the manifest's proof is not 16 hexadecimal digits");
}
