using System.Globalization;
using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>What can be wrong with a COPY stream and its values. Lengths, types and row numbers are named, values never.</summary>
internal static class DecodeFailures
{
    /// <summary>The same failure, with source and table named.</summary>
    public static PlatformException About(this PlatformException failure, CopySubject subject) =>
        new(failure.Stage, failure.ExitCode, failure.Message, failure.Hint, failure.InnerException)
        {
            Kind = failure.Kind,
            SourceName = subject.SourceName,
            Table = subject.Table,
            Column = failure.Column,
            RowNumber = failure.RowNumber,
        };

    public static PlatformException Refused(CopySubject subject, ColumnRead read, long rowNumber, string problem, string hint) =>
        new(Stage.Decode, ExitCode.Data, problem, hint)
        {
            Kind = "value-loss",
            SourceName = subject.SourceName,
            Table = subject.Table,
            Column = read.Field.Name,
            RowNumber = rowNumber,
        };

    public static PlatformException Malformed(CopySubject subject, ColumnRead read, long rowNumber, string found) =>
        new(Stage.Decode, ExitCode.Data, $"The bytes received for a value are not of PostgreSQL's binary format for {read.Wire}: {found}.",
            "compare the entry's type with the live column's; if they agree, report this with the server's version")
        {
            Kind = "corrupt-stream",
            SourceName = subject.SourceName,
            Table = subject.Table,
            Column = read.Field.Name,
            RowNumber = rowNumber,
        };

    public static PlatformException Corrupt(CopySubject subject, long rowNumber, string problem) =>
        new(Stage.Read, ExitCode.Data, $"The COPY stream is malformed: {problem}.",
            "check for a proxy between the job and the server; if there is none, report this with the server's version")
        {
            Kind = "corrupt-stream",
            SourceName = subject.SourceName,
            Table = subject.Table,
            RowNumber = rowNumber,
        };

    public static PlatformException Cut(CopySubject subject, long rowNumber, Exception? inner = null) =>
        new(Stage.Read, ExitCode.TryAgain, "The server closed the connection in the middle of the COPY stream.",
            "try again; if it lasts, read the server's log for a restart, a crash or a terminated backend", inner)
        {
            Kind = "connection-lost",
            SourceName = subject.SourceName,
            Table = subject.Table,
            RowNumber = rowNumber,
        };

    public static PlatformException ValueTooLarge(CopySubject subject, string column, long rowNumber, long bytes, int limit) =>
        new(Stage.Read, ExitCode.Data,
            string.Create(CultureInfo.InvariantCulture, $"A value of {bytes} bytes is larger than max_value_bytes, {limit} bytes."),
            "raise max_value_bytes of the entry, and the job's memory by three times as much")
        {
            Kind = "value-too-large",
            SourceName = subject.SourceName,
            Table = subject.Table,
            Column = column,
            RowNumber = rowNumber,
        };

    public static PlatformException RowTooLarge(CopySubject subject, string? column, long rowNumber, long bytes, int limit) =>
        new(Stage.Read, ExitCode.Data,
            string.Create(CultureInfo.InvariantCulture, $"A row of {bytes} bytes is larger than max_value_bytes, {limit} bytes, allows for all its values together."),
            "raise max_value_bytes of the entry, and the job's memory by three times as much")
        {
            Kind = "value-too-large",
            SourceName = subject.SourceName,
            Table = subject.Table,
            Column = column,
            RowNumber = rowNumber,
        };

    public static PlatformException NullInRequired(CopySubject subject, ColumnRead read, long rowNumber) =>
        new(Stage.Decode, ExitCode.Data, "The column holds a null, but its entry says nullable: false.",
            "set nullable: true in the entry, or remove the nulls from the source")
        {
            Kind = "null-in-required",
            SourceName = subject.SourceName,
            Table = subject.Table,
            Column = read.Field.Name,
            RowNumber = rowNumber,
        };

    public static PlatformException BatchTooLarge(CopySubject subject, ColumnRead read, long rowNumber) =>
        new(Stage.Decode, ExitCode.Data, "The values of one row group are more than 2 GiB in this column.", "lower row_group.bytes of the entry")
        {
            Kind = "batch-too-large",
            SourceName = subject.SourceName,
            Table = subject.Table,
            Column = read.Field.Name,
            RowNumber = rowNumber,
        };
}
