using Platform.Columns.Batches;
using Platform.Formats.Tests.Parquet;
using Platform.Registry.Types;

namespace Platform.Difference.Tests;

/// <summary>Two states of a table of every type, and what was done between them: made from a seed.</summary>
internal sealed class RandomTables
{
    private readonly Random _random;

    public RandomTables(int seed, int rows, int changes)
    {
        _random = new Random(seed);
        Fields = [new Field("id", new LakeType.Text(), false), new Field("part", new LakeType.Integer(), false), .. Samples.Types.Select(t => new Field(t.Name, t.Type)), .. Samples.Types.Take(4).Select(t => new Field($"{t.Name}_list", new LakeType.List(t.Type)))];
        var from = Enumerable.Range(0, rows).Select(Row).ToDictionary(Key);
        var to = new Dictionary<(string, int), object?[]>(from);
        for (var i = 0; i < changes; i++) Change(to, rows + i);
        (From, To) = ([.. from.Values], [.. to.Values]);
        _random.Shuffle(From);
        _random.Shuffle(To);
        Inserted = to.Keys.Count(k => !from.ContainsKey(k));
        Deleted = from.Keys.Count(k => !to.ContainsKey(k));
        Updates = [.. Fields.Select((_, i) => to.LongCount(t => from.TryGetValue(t.Key, out var was) && !Same(was[i], t.Value[i])))];
        Updated = to.LongCount(t => from.TryGetValue(t.Key, out var was) && Enumerable.Range(0, Fields.Length).Any(i => !Same(was[i], t.Value[i])));
        Unchanged = to.LongCount(t => from.ContainsKey(t.Key)) - Updated;
    }

    public static string[] KeyNames => ["id", "part"];

    public Field[] Fields { get; }

    public object?[][] From { get; }

    public object?[][] To { get; }

    public long Inserted { get; }

    public long Updated { get; }

    public long Deleted { get; }

    public long Unchanged { get; }

    /// <summary>Updated rows by column.</summary>
    public long[] Updates { get; }

    /// <summary>Rows in batches of sizes of their own.</summary>
    public IEnumerable<ColumnBatch> Batches(object?[][] rows)
    {
        for (var done = 0; done < rows.Length;)
        {
            var take = Math.Min(_random.Next(1, 700), rows.Length - done);
            yield return Filling.Batch(Fields, rows.Skip(done).Take(take));
            done += take;
        }
    }

    private void Change(Dictionary<(string, int), object?[]> table, int number)
    {
        var some = table.Count == 0 ? default : table.ElementAt(_random.Next(table.Count)).Key;
        switch (_random.Next(4))
        {
            case 0 when table.Count > 0:
                table.Remove(some);
                break;
            case 1:
                var row = Row(number);
                table[Key(row)] = row;
                break;
            default:
                if (table.Count == 0) break;
                var changed = (object?[])table[some].Clone();
                for (var i = _random.Next(3); i >= 0; i--)
                {
                    var column = _random.Next(2, Fields.Length);
                    changed[column] = Value(column);
                }

                table[some] = changed;
                break;
        }
    }

    private object?[] Row(int number) => [.. Fields.Select((_, i) => i switch { 0 => $"key {number / 2}", 1 => number % 2, _ => Value(i) })];

    private object? Value(int column)
    {
        var values = Samples.Types[(column - 2) % Samples.Types.Count].Values;
        return Fields[column].Type is LakeType.List
            ? (_random.Next(5) == 0 ? null : Enumerable.Range(0, _random.Next(3)).Select(_ => values[_random.Next(values.Length)]).ToArray())
            : values[_random.Next(values.Length)];
    }

    private static (string, int) Key(object?[] row) => ((string)row[0]!, (int)row[1]!);

    /// <summary>As values are compared: NaN is NaN, -0 is not 0.</summary>
    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
        (object?[] x, object?[] y) => x.Length == y.Length && x.Zip(y).All(p => Same(p.First, p.Second)),
        (double x, double y) => x.Equals(y) && double.IsNegative(x) == double.IsNegative(y) || double.IsNaN(x) && double.IsNaN(y),
        (float x, float y) => x.Equals(y) && float.IsNegative(x) == float.IsNegative(y) || float.IsNaN(x) && float.IsNaN(y),
        _ => Equals(a, b),
    };
}
