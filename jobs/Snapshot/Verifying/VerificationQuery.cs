using System.Globalization;
using Platform.Lake.Athena;
using Platform.Lake.Catalog;
using Platform.Ledger.Findings;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Snapshot.Verifying;

/// <summary>The query that counts a published snapshot, and what its answer means.</summary>
internal sealed class VerificationQuery
{
    /// <summary>The kind of failure where Athena counts something else than was published.</summary>
    public const string Differs = "verification-failed";

    private readonly bool _countsKeys;

    public VerificationQuery(Entry entry, TableIdentifier table, SnapshotTime time)
    {
        // A masked key may repeat, but for a hash.
        _countsKeys = entry.Key.Count > 0 && entry.Key.All(name => entry.Columns.First(column => column.Name == name).Mask is null or Mask.Hash);
        var keys = string.Join(", ", entry.Key.Select(name => Quoted(CatalogNames.Column(name))));
        var distinct = _countsKeys ? $", count(distinct {(entry.Key.Count == 1 ? keys : $"row({keys})")})" : "";
        Sql = $"select count(*){distinct} from {Quoted(table.Database)}.{Quoted(table.Name)} where snapshot_date = '{time.DatePartition}' and snapshot_hour = '{time.HourPartition}'";
    }

    public string Sql { get; }

    /// <summary>A row has one key: there are as many keys as rows.</summary>
    public IReadOnlyList<CheckRecord> Judge(AthenaAnswer answer, long rows)
    {
        if (answer.Rows is not [var counted]) throw new PlatformException(Stage.Check, ExitCode.TryAgain, "Athena answered the count with no row", "run platform query to see why") { Kind = FailureKinds.QueryFailed };
        var results = new List<CheckRecord> { Result(0, "athena count(*)", rows, counted[0]) };
        if (_countsKeys) results.Add(Result(1, "athena count(distinct key)", rows, counted[1]));
        return results;
    }

    private static CheckRecord Result(int number, string name, long expected, string? found)
    {
        var text = expected.ToString(CultureInfo.InvariantCulture);
        return new CheckRecord(number, name, "athena", "fail", found == text, text, found);
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
