namespace Platform.Lake.Objects;

/// <summary>Checksum of a whole object. <paramref name="Value"/> is lower-case hexadecimal, most significant byte first.</summary>
public sealed record Checksum(string Algorithm, string Value)
{
    /// <summary>
    /// CRC-64/NVME, the only algorithm written today. It is what S3 keeps as a full-object checksum of a multipart upload (SHA-256 exists there
    /// only as a hash of hashes), parts can be combined without reading them again, 64 bits leave a chance of 2^-64 for an unnoticed random
    /// change, and with carry-less multiplication it costs a few percent of what writing costs. It guards transfer and storage; the proof guards content.
    /// </summary>
    public const string Crc64Nvme = "crc64nvme";

    public override string ToString() => $"{Algorithm}:{Value}";
}
