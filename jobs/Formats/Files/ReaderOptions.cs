namespace Platform.Formats.Files;

/// <summary>How a file is read, and what a file may ask of memory: a corrupt one is refused before it gets more.</summary>
public sealed record ReaderOptions
{
    public static ReaderOptions Default { get; } = new();

    /// <summary>Rows of a batch at most.</summary>
    /// <value>1..int.MaxValue, default 19,968: a page of ours.</value>
    public int BatchRows { get; init; } = 19_968;

    /// <summary>Whether a batch may hold columns by their dictionary alone (<c>Column.IsMaterialized</c> is false).</summary>
    public bool KeepDictionaries { get; init; }

    /// <summary>Whether checksums of pages and footer are verified where there are any; files of ours must have them.</summary>
    public bool VerifyChecksums { get; init; } = true;

    /// <summary>Largest footer.</summary>
    /// <value>Default 256 MiB: a thousand columns in a thousand row groups.</value>
    public int MaxFooterBytes { get; init; } = 256 << 20;

    /// <summary>Largest page after decompression, and most bytes that a dictionary's values may unfold to in one column of a batch.</summary>
    /// <value>Default 1 GiB and a bit: PostgreSQL sends no value of more than 1 GiB.</value>
    public int MaxPageBytes { get; init; } = (1 << 30) + (1 << 20);

    /// <summary>Most values of a page, nulls included: a run of equal levels takes five bytes however long it is.</summary>
    /// <value>Default 16,777,216: 64 MiB of indices. Other writers put whole row groups into a page.</value>
    public int MaxPageValues { get; init; } = 1 << 24;
}
