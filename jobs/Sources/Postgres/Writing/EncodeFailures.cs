using Platform.Registry.Failures;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>What can be wrong with a value on its way to the target. Row numbers and types are named, values never.</summary>
internal static class EncodeFailures
{
    /// <summary>Of a value; the row number is 1-based in the batch, and <see cref="CopyWriter"/> makes it one of the stream.</summary>
    public static PlatformException Refused(CopySubject subject, ColumnWrite column, long rowNumber, string problem) =>
        new(Stage.Encode, ExitCode.Data, problem, "restore into a column of the type that the snapshot was read from")
        {
            Kind = "value-refused",
            SourceName = subject.SourceName,
            Table = subject.Table,
            Column = column.Field.Name,
            RowNumber = rowNumber,
        };

    public static PlatformException NoEncoder(CopySubject subject, ColumnWrite column) =>
        new(Stage.Plan, ExitCode.Data,
            $"No encoder writes {column.Field.Type} of the lake as PostgreSQL's {column.Wire}{(column.Element is { } e ? $" of {e}" : "")}.",
            "restore into a column of the type that the snapshot was read from")
        {
            Kind = "type-not-supported",
            SourceName = subject.SourceName,
            Table = subject.Table,
            Column = column.Field.Name,
        };

    public static PlatformException RowTooLarge(CopySubject subject, long rowNumber) =>
        new(Stage.Encode, ExitCode.Data, "A row is larger than the 2 GiB that the protocol can say.", "leave out its largest column")
        {
            Kind = "row-too-large",
            SourceName = subject.SourceName,
            Table = subject.Table,
            RowNumber = rowNumber,
        };
}
