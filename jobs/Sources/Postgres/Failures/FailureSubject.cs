using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Failures;

/// <summary>Adds to a failure what it is about, where that is not said yet.</summary>
public static class FailureSubject
{
    public static PlatformException About(this PlatformException failure, TableName table, string? column = null) =>
        failure.Table is not null
            ? failure
            : new PlatformException(failure.Stage, failure.ExitCode, failure.Message, failure.Hint, failure)
            {
                Kind = failure.Kind,
                SourceName = failure.SourceName,
                Table = table.ToString(),
                Column = failure.Column ?? column,
                RowNumber = failure.RowNumber,
                Offset = failure.Offset,
            };
}
