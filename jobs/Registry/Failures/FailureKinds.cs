namespace Platform.Registry.Failures;

/// <summary>The kinds of failure by which code decides what to do next. All other kinds are for people and dashboards, and stand where the failure is made.</summary>
public static class FailureKinds
{
    /// <summary>An object of the lake is not there.</summary>
    public const string ObjectMissing = "object-missing";

    /// <summary>An object of the lake is there already, and stays as it was.</summary>
    public const string ObjectExists = "object-exists";

    /// <summary>The lake refuses what is asked.</summary>
    public const string LakePermission = "lake-permission";

    /// <summary>A service of AWS refuses what is asked.</summary>
    public const string AwsPermission = "aws-permission";

    /// <summary>The ledger's role may not do what is asked.</summary>
    public const string LedgerPermission = "ledger-permission";

    /// <summary>A table is not there: in the source, in the target, or in the catalog.</summary>
    public const string TableMissing = "table-missing";

    public const string ManifestDamaged = "manifest-damaged";

    /// <summary>The manifest is of a later release.</summary>
    public const string ManifestVersion = "manifest-version";

    /// <summary>The catalog shows a later publication.</summary>
    public const string PublicationSuperseded = "publication-superseded";

    /// <summary>The catalog shows something else than was put.</summary>
    public const string CatalogDisagrees = "catalog-disagrees";

    /// <summary>Athena refused a query, or it ended without an answer.</summary>
    public const string QueryFailed = "query-failed";

    /// <summary>The snapshot's time is past its <c>max_lateness</c>.</summary>
    public const string TooLate = "too-late";

    public const string ConnectionRefused = "connection-refused";

    public const string ConnectionTimeout = "connection-timeout";

    public const string HostUnreachable = "host-unreachable";

    public const string LoginRefused = "login-refused";

    public const string WrongPassword = "wrong-password";

    public const string TlsFailed = "tls-failed";

    public const string TooManyConnections = "too-many-connections";

    public const string PermissionDenied = "permission-denied";

    /// <summary>Another session holds the lock.</summary>
    public const string LockTimeout = "lock-timeout";

    /// <summary>An address does not answer, and another of the same host may.</summary>
    public static bool IsOfAddress(string kind) => kind is ConnectionRefused or ConnectionTimeout or HostUnreachable;
}
