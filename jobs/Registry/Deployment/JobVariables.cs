namespace Platform.Registry.Deployment;

/// <summary>
/// The environment variables by which a job is told what its command line must not show or need not: read by the jobs, set by a deployment's job definitions and by the operator's
/// command line. Each job's <c>--help</c> says what it reads and what is otherwise taken.
/// </summary>
public static class JobVariables
{
    /// <summary>Name of the stack.</summary>
    public const string Stack = "PLATFORM_STACK";

    /// <summary>URI of the lake.</summary>
    public const string Lake = "PLATFORM_LAKE";

    /// <summary>The account that must own the lake's bucket.</summary>
    public const string LakeOwner = "PLATFORM_LAKE_OWNER";

    /// <summary>ARN of the KMS key of new objects.</summary>
    public const string LakeKey = "PLATFORM_LAKE_KEY";

    /// <summary>Tags of new objects: <c>name=value&amp;...</c>.</summary>
    public const string ObjectTags = "PLATFORM_OBJECT_TAGS";

    /// <summary>Whether a bucket is named in the path of a URL: <c>true</c> or <c>false</c>.</summary>
    public const string S3PathStyle = "PLATFORM_S3_PATH_STYLE";

    /// <summary>PostgreSQL URL of the ledger, or a reference to its secret.</summary>
    public const string LedgerUrl = "PLATFORM_LEDGER_URL";

    /// <summary>PostgreSQL URL of the source, or a reference to its secret.</summary>
    public const string SourceUrl = "PLATFORM_SOURCE_URL";

    /// <summary>PostgreSQL URL of what is restored into, or a reference to its secret.</summary>
    public const string TargetUrl = "PLATFORM_TARGET_URL";

    /// <summary>The stack's secret seed of the proof, 16 hexadecimal digits, or a reference to its secret.</summary>
    public const string ProofSeed = "PLATFORM_PROOF_SEED";

    /// <summary>The stack's secret for <c>mask: hash</c>, or a reference to its secret.</summary>
    public const string MaskSecret = "PLATFORM_MASK_SECRET";

    /// <summary>What is proved: <c>files</c> or <c>source</c>.</summary>
    public const string Proof = "PLATFORM_PROOF";

    /// <summary>How long another process's lease is waited for, a duration.</summary>
    public const string MaxWait = "PLATFORM_MAX_WAIT";

    /// <summary>How long passing faults are retried in the process, a duration.</summary>
    public const string RetryFor = "PLATFORM_RETRY_FOR";

    /// <summary>Time between progress events, a duration.</summary>
    public const string Progress = "PLATFORM_PROGRESS";

    /// <summary>How long the locks that make restored tables live are tried for, a duration.</summary>
    public const string LockWait = "PLATFORM_LOCK_WAIT";

    /// <summary>Form of the events on stderr: <c>json</c> or <c>text</c>.</summary>
    public const string Log = "PLATFORM_LOG";
}
