using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects.S3;

/// <summary>What S3's answers mean for a run: one place decides between try again, permission and configuration. Every message ends with the request's id.</summary>
internal static class S3Failures
{
    /// <summary>What S3 asks of the bucket's key in the name of who reads or writes; it names the one that was refused, and nothing else says that it was not S3's own.</summary>
    private static readonly string[] KeyActions = ["kms:GenerateDataKey", "kms:Decrypt"];

    /// <param name="error">What the SDK threw, after its own retries.</param>
    /// <param name="stage">Where the run is.</param>
    /// <param name="action">The IAM action, such as <c>s3:PutObject</c>.</param>
    /// <param name="uri">The object, or the prefix that was listed.</param>
    public static PlatformException Translate(Exception error, Stage stage, string action, string uri) => error switch
    {
        PlatformException own => own,
        AmazonS3Exception s3 => OfService(s3, stage, action, uri),
        AmazonClientException { InnerException: AmazonS3Exception refused } => OfService(refused, stage, action, uri),
        HttpRequestException or IOException or TimeoutException or OperationCanceledException or AmazonClientException { InnerException: HttpRequestException or IOException or OperationCanceledException } => new PlatformException(
            stage, ExitCode.TryAgain, $"{action} on {uri} failed: {Reason(error)}", "check the network between job and S3 and run again; nothing was published", error)
        { Kind = "lake-io" },
        AmazonClientException => Credentials(error, stage, action, uri),
        _ => new PlatformException(stage, ExitCode.TryAgain, $"{action} on {uri} failed: {error.GetType().Name}", "run it again", error) { Kind = "lake-io" },
    };

    public static PlatformException Missing(Stage stage, string uri, Exception? error = null) =>
        new(stage, ExitCode.Unavailable, $"{uri} does not exist", "run the snapshot again with --force if the ledger says that it is published", error) { Kind = FailureKinds.ObjectMissing };

    public static PlatformException Exists(string uri, Exception? error = null) =>
        new(Stage.Write, ExitCode.Data, $"{uri} exists already and is not overwritten",
            "objects are immutable; a new attempt has a prefix of its own, so two processes share an attempt id", error)
        { Kind = FailureKinds.ObjectExists };

    /// <summary>One key of a batch was not deleted; the request as a whole was answered.</summary>
    public static PlatformException OfKey(DeleteError error, string uri, Exception request) => error.Code is "AccessDenied"
        ? new PlatformException(Stage.Write, ExitCode.Permission, $"s3:DeleteObjectVersion on {uri} was refused: {error.Code} for a key", $"allow s3:DeleteObjectVersion on {Arn(uri)}", request) { Kind = FailureKinds.LakePermission }
        : new PlatformException(Stage.Write, ExitCode.TryAgain, $"s3:DeleteObjectVersion on {uri} was refused: {error.Code} for a key", "run it again; what is deleted stays deleted", request) { Kind = "lake-io" };

    /// <summary>S3 says that it holds other bytes than were sent.</summary>
    public static PlatformException Corrupt(Stage stage, string uri, string expected, string? found) =>
        new(stage, ExitCode.TryAgain, $"{uri} has the checksum {found ?? "of nothing"}, expected {expected}", "run it again; if it lasts, a proxy or the store changes bytes") { Kind = "object-corrupt" };

    private static PlatformException OfService(AmazonS3Exception error, Stage stage, string action, string uri)
    {
        if (error.StatusCode == HttpStatusCode.Forbidden && KeyActions.FirstOrDefault(key => error.Message.Contains($"perform: {key} ", StringComparison.Ordinal)) is { } refused)
        {
            return new PlatformException(
                stage, ExitCode.Permission, $"{refused} for {action} on {uri} was refused: {error.ErrorCode} (403), request {error.RequestId ?? "unknown"}", $"allow {refused} on the bucket's KMS key, in the role's policy and in the key's own", error)
            { Kind = FailureKinds.LakePermission };
        }

        var told = $"{action} on {uri} was refused: {error.ErrorCode ?? "status"} ({(int)error.StatusCode}), request {error.RequestId ?? "unknown"}";
        return error.ErrorCode switch
        {
            "NoSuchKey" or "NotFound" => Missing(stage, uri, error),
            "NoSuchBucket" => new PlatformException(stage, ExitCode.Unavailable, told, "deploy the stack, or correct the bucket in --lake", error) { Kind = "lake-missing" },
            "PreconditionFailed" => Exists(uri, error),
            "ExpiredToken" or "ExpiredTokenException" or "TokenRefreshRequired" => new PlatformException(
                stage, ExitCode.TryAgain, told, "the credentials have expired: log in again; a container's are renewed by themselves", error)
            { Kind = "lake-credentials" },
            "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken" => new PlatformException(
                stage, ExitCode.Permission, told, "correct the credentials: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, the profile, or the job's role", error)
            { Kind = "lake-credentials" },
            "RequestTimeTooSkewed" => new PlatformException(stage, ExitCode.TryAgain, told, "set this machine's clock", error) { Kind = "clock-skew" },
            "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" => new PlatformException(
                stage, ExitCode.Configuration, told, "the bucket is in another region: set AWS_REGION to it", error)
            { Kind = "aws-region" },
            "NoSuchUpload" or "InvalidPart" or "InvalidPartOrder" or "BadDigest" or "IncompleteBody" => new PlatformException(
                stage, ExitCode.TryAgain, told, "what was sent is not what S3 has; run it again, which begins a new attempt", error)
            { Kind = "upload-lost" },
            _ when error.StatusCode == HttpStatusCode.NotFound => Missing(stage, uri, error),
            _ when error.StatusCode == HttpStatusCode.PreconditionFailed => Exists(uri, error),
            _ when error.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => new PlatformException(
                stage, ExitCode.Permission, told, $"allow {action} on {Arn(uri)} (and the bucket's KMS key), and check that the bucket is the account's that is expected{(action == "s3:GetObject" ? "; S3 answers the same for an object that is not there" : "")}", error)
            { Kind = FailureKinds.LakePermission },
            _ when (int)error.StatusCode >= 500 || error.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or 0 => new PlatformException(
                stage, ExitCode.TryAgain, told, "S3 asks to come back later; run it again", error)
            { Kind = "lake-io" },
            _ => new PlatformException(stage, ExitCode.Configuration, told, "correct what S3 names; `aws s3api` shows the same error with the whole text", error) { Kind = "lake-refused" },
        };
    }

    private static PlatformException Credentials(Exception error, Stage stage, string action, string uri) =>
        new(stage, ExitCode.Permission, $"{action} on {uri} was not sent: there are no AWS credentials", "give the job a role, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", error)
        { Kind = "lake-credentials" };

    private static string Arn(string uri) => "arn:aws:s3:::" + uri["s3://".Length..];

    private static string Reason(Exception error) => error switch
    {
        OperationCanceledException or TimeoutException => "no answer in time",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the host name does not resolve",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "the connection was refused",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS was refused",
        _ => "the connection broke",
    };
}
