using System.Globalization;
using System.Text.Json.Serialization;

namespace Platform.Columns.Proof;

/// <summary>
/// What docs/proof.md says is kept of a set of rows: equal content gives equal proofs in whatever order, streams and parts it was read, and
/// different content gives different ones, but for a chance of about 2^-64.
/// </summary>
/// <param name="Version">The version of the contract, <see cref="CurrentVersion"/>.</param>
/// <param name="Rows">Rows counted.</param>
/// <param name="RowSum">The sum of the row hashes modulo 2^64.</param>
/// <param name="Columns">One proof per column, in the order of the file.</param>
public sealed record TableProof(
    int Version, long Rows, [property: JsonConverter(typeof(HashJsonConverter))] long RowSum, IReadOnlyList<ColumnProof> Columns)
{
    public const int CurrentVersion = 1;

    /// <summary>The proof of the rows of both.</summary>
    /// <exception cref="ArgumentException">The two are of different versions or columns.</exception>
    public TableProof Combine(TableProof other)
    {
        if (Version != other.Version || !Columns.Select(c => c.Name).SequenceEqual(other.Columns.Select(c => c.Name)))
        {
            throw new ArgumentException("Proofs of different versions or columns cannot be combined.", nameof(other));
        }

        return new TableProof(
            Version, Rows + other.Rows, unchecked(RowSum + other.RowSum),
            [.. Columns.Zip(other.Columns, (a, b) => new ColumnProof(a.Name, a.Present + b.Present, unchecked(a.Sum + b.Sum)))]);
    }

    /// <summary>How what was <paramref name="found"/> differs from this, the expected: one sentence each, none where they are equal. No values are told.</summary>
    public IReadOnlyList<string> Differences(TableProof found)
    {
        if (Version != found.Version) return [Text($"proof version {Version} expected, {found.Version} found")];
        if (!Columns.Select(c => c.Name).SequenceEqual(found.Columns.Select(c => c.Name)))
        {
            return [$"columns {string.Join(", ", Columns.Select(c => c.Name))} expected, {string.Join(", ", found.Columns.Select(c => c.Name))} found"];
        }

        var differences = new List<string>();
        if (Rows != found.Rows) differences.Add(Text($"{Rows} rows expected, {found.Rows} found"));
        foreach (var (expected, other) in Columns.Zip(found.Columns))
        {
            if (expected.Present != other.Present)
            {
                differences.Add(Text($"column {expected.Name}: {expected.Present} present values expected, {other.Present} found"));
            }
            else if (expected.Sum != other.Sum)
            {
                differences.Add(Text($"column {expected.Name}: values differ among {expected.Present} present"));
            }
        }

        if (differences.Count == 0 && RowSum != found.RowSum)
        {
            differences.Add(Text($"every column agrees, but values belong to different rows among {Rows}"));
        }

        return differences;
    }

    public bool Equals(TableProof? other) =>
        other is not null && Version == other.Version && Rows == other.Rows && RowSum == other.RowSum && Columns.SequenceEqual(other.Columns);

    public override int GetHashCode() => HashCode.Combine(Version, Rows, RowSum, Columns.Count);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
