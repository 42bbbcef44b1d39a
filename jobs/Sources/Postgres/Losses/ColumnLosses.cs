using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Losses;

/// <summary>Applies a column's <c>on_loss</c> and counts what it handled. One per decoder, so one per stream; not safe for two threads at once.</summary>
public sealed class ColumnLosses(ColumnRead read, CopySubject subject)
{
    private readonly long[] _counts = new long[LossKinds.Count];

    /// <summary>Counts a value that the policy handles: the caller then holds its nearest value where that is wanted and exists, else a null.</summary>
    /// <returns>True where the nearest value is wanted.</returns>
    /// <exception cref="PlatformException">Data, <c>value-loss</c>: the policy is to fail, or has nothing but a null for a column that holds none.</exception>
    internal bool Handle(LossKind kind, bool hasNearest, string problem, string hint, long rowNumber)
    {
        var clamps = read.OnLoss == OnLoss.Clamp && hasNearest;
        if (read.OnLoss == OnLoss.Fail || (!clamps && !read.Field.Nullable)) throw DecodeFailures.Refused(subject, read, rowNumber, problem, hint);
        _counts[(int)kind]++;
        return clamps;
    }

    /// <summary>Adds what was counted to <paramref name="totals"/>, by <see cref="LossKind"/>.</summary>
    internal void AddTo(Span<long> totals)
    {
        for (var kind = 0; kind < _counts.Length; kind++) totals[kind] += _counts[kind];
    }
}
