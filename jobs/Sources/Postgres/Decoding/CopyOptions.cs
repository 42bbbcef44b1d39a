using Platform.Sources.Postgres.Masks;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>Limits and checks of one COPY stream.</summary>
public sealed record CopyOptions
{
    /// <summary>PostgreSQL's own limit of a message is 1 GiB; the rest of a row and its frame need room beside the value.</summary>
    public const int LargestMaxValueBytes = (1 << 30) - (2 << 20);

    /// <summary>Longest value accepted, in bytes on the wire. Range 1 to 1 GiB - 2 MiB (PostgreSQL's own limit of a message is 1 GiB); default 64 MiB.</summary>
    public int MaxValueBytes { get; init; } = 64 << 20;

    /// <summary>Source and table, for messages.</summary>
    public CopySubject Subject { get; init; } = new();

    /// <summary>The stack's secret for columns with <c>mask: hash</c>.</summary>
    public MaskSecret? MaskSecret { get; init; }

    /// <summary>True where the server's encoding is SQL_ASCII: it then sends any bytes as text, so they are checked to be UTF-8.</summary>
    public bool ValidateUtf8 { get; init; }
}
