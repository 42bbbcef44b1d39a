using System.Security.Cryptography;
using System.Text;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Matching;

/// <summary>An entry held against its live table: how each column is read, and what is worth knowing about.</summary>
/// <param name="Reads">In the order of the entry, which is that of the files; columns with <c>mask: drop</c> are not read.</param>
/// <param name="Notices">Changes that lose nothing, such as a new column; one sentence each.</param>
/// <param name="Fingerprint">SHA-256 (lower-case hexadecimal) of the columns' names, live types and types in the lake.</param>
public sealed record SchemaMatch(IReadOnlyList<ColumnRead> Reads, IReadOnlyList<string> Notices, string Fingerprint)
{
    /// <exception cref="PlatformException">
    /// Data, <c>schema-drift</c>: a change loses or changes data; every difference is listed with the line to write; <c>not-populated</c>: a materialized view holds nothing yet.
    /// Permission: the role may not read all of it.
    /// </exception>
    public static SchemaMatch Check(Entry entry, LiveTable live)
    {
        var columns = entry.Columns.Select(c => ColumnMatch.Check(c, live)).ToList();
        var differences = columns.SelectMany(c => c.Differences).ToList();
        if (differences.Count > 0) throw Drift.Failure(entry, differences);

        if (!live.IsPopulated)
            throw new PlatformException(Stage.Schema, ExitCode.Data, $"materialized view {live.Name} was made WITH NO DATA and never filled", $"refresh materialized view {Identifier.Quote(live.Name)};") { Kind = "not-populated", SourceName = entry.Source, Table = entry.Table.ToString() };

        var read = columns.Where(c => c.Entry.Mask != Mask.Drop).ToList();
        ReadPermission.Check(live, read.Select(c => c.Live!));
        var reads = read.SelectMany(c => ReadsOf(c.Entry, c.Live!, live.MoneyScale)).ToList();
        var notices = columns.SelectMany(c => c.Notices).Concat(NewColumns(entry, live)).ToList();
        return new SchemaMatch(reads, notices, FingerprintOf(live, reads));
    }

    /// <summary>The column, and its sidecar where it has one.</summary>
    internal static IEnumerable<ColumnRead> ReadsOf(EntryColumn entry, LiveColumn live, int? moneyScale)
    {
        var read = ColumnExpressions.Read(entry, live, moneyScale);
        yield return read;
        if (entry.OnLoss == OnLoss.Text) yield return RawColumn.Of(read, live);
    }

    private static IEnumerable<string> NewColumns(Entry entry, LiveTable live)
    {
        var known = entry.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return live.Columns.Where(c => !known.Contains(c.Name))
            .Select(c => $"column {c.Name} ({c.Type.EntryText}) of {live.Name} is not in the entry and not read; to read it add {ColumnLine.Of(c)}");
    }

    private static string FingerprintOf(LiveTable live, List<ColumnRead> reads)
    {
        var text = new StringBuilder();
        foreach (var read in reads)
        {
            text.Append(read.Field.Name).Append('\0').Append(live.Find(read.Source)!.Type.Text).Append('\0').Append(read.Field.Type.CatalogType).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
