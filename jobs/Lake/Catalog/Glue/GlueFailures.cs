using Platform.Aws.Glue;
using Platform.Registry.Failures;

namespace Platform.Lake.Catalog.Glue;

/// <summary>Glue's codes that are part of the protocol, and what the rest means.</summary>
internal static class GlueFailures
{
    public const string NotFound = "EntityNotFoundException";
    public const string AlreadyExists = "AlreadyExistsException";
    public const string Concurrent = "ConcurrentModificationException";

    public static PlatformException TableMissing(TableIdentifier table, Exception? inner = null) =>
        new(Stage.Publish, ExitCode.Configuration, $"catalog table {table} does not exist", "deploy the stack: pulumi up makes it from the table's registry file; then run the snapshot again", inner) { Kind = FailureKinds.TableMissing };

    public static PlatformException Outdated(TableIdentifier table, string difference) =>
        new(Stage.Publish, ExitCode.Configuration, $"catalog table {table} {difference}", "deploy the stack, so that the table is as its registry file says; a change that readers cannot follow needs version: in the entry") { Kind = "table-outdated" };

    public static PlatformException NotRemoved(TableIdentifier table, PartitionError error) =>
        new(Stage.Record, ExitCode.TryAgain, $"a partition of {table} was not removed: {error.ErrorDetail?.ErrorCode ?? "no reason given"}", "run it again") { Kind = "aws-busy" };

    public static PlatformException NotRewritten(TableIdentifier table, PartitionUpdateError error) =>
        new(Stage.Record, ExitCode.TryAgain, $"a partition of {table} was not updated: {error.ErrorDetail?.ErrorCode ?? "no reason given"}", "run it again: what is done is not done twice") { Kind = "aws-busy" };

    public static PlatformException NeverStill(TableIdentifier table) =>
        new(Stage.Publish, ExitCode.TryAgain, $"catalog table {table} changes faster than it can be read and moved", "try again; if it lasts, something else writes this catalog table") { Kind = FailureKinds.CatalogDisagrees };
}
