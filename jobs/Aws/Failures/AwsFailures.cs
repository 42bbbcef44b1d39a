using Platform.Registry.Failures;

namespace Platform.Aws.Failures;

/// <summary>What a service's refusal means for a run: one place decides between try again, permission and configuration.</summary>
public static class AwsFailures
{
    /// <param name="error">What the client threw, after its retries.</param>
    /// <param name="stage">Where the run is.</param>
    /// <param name="resource">ARN or name of what was asked for, for people.</param>
    public static PlatformException Translate(Exception error, Stage stage, string resource) => error switch
    {
        PlatformException own => own,
        AwsServiceException refused => OfService(refused, stage, resource),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new PlatformException(
            stage, ExitCode.TryAgain, $"no answer about {resource}: the host name of the AWS endpoint does not resolve", "check AWS_REGION and the network's DNS", error)
        { Kind = "aws-unreachable" },
        HttpRequestException or IOException or TimeoutException or OperationCanceledException => new PlatformException(
            stage, ExitCode.TryAgain, $"no answer about {resource}: the connection to AWS broke or stayed silent", "check the way from job to AWS (endpoints, NAT) and run again", error)
        { Kind = "aws-unreachable" },
        Amazon.Runtime.AmazonClientException => NoCredentials(stage, error),
        _ => new PlatformException(stage, ExitCode.TryAgain, $"a request about {resource} failed: {error.GetType().Name}", "run it again", error) { Kind = "aws-unreachable" },
    };

    public static PlatformException NoCredentials(Stage stage, Exception error) =>
        new(stage, ExitCode.Permission, "there are no AWS credentials", "give the job a role, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", error) { Kind = "aws-credentials" };

    private static PlatformException OfService(AwsServiceException error, Stage stage, string resource)
    {
        var told = $"{error.Summary}, about {resource}";
        if (error.IsExpiredSignature)
            return new PlatformException(stage, ExitCode.TryAgain, told, "the request was older than five minutes or this machine's clock is wrong; run it again", error) { Kind = "request-expired" };
        if (error.IsRetryable) return new PlatformException(stage, ExitCode.TryAgain, told, "AWS asks to come back later; run it again", error) { Kind = "aws-busy" };
        if (error.Code is "ExpiredTokenException" or "ExpiredToken")
            return new PlatformException(stage, ExitCode.TryAgain, told, "the credentials have expired: log in again; a container's are renewed by themselves", error) { Kind = "aws-credentials" };
        if (error.Code is "UnrecognizedClientException" or "InvalidClientTokenId" or "InvalidSignatureException" or "SignatureDoesNotMatch" or "MissingAuthenticationTokenException")
            return new PlatformException(stage, ExitCode.Permission, told, "correct the credentials: the environment's, the profile's, or the job's role", error) { Kind = "aws-credentials" };
        if (error.IsDenied && error.Message.Contains("Lake Formation", StringComparison.OrdinalIgnoreCase))
            return new PlatformException(stage, ExitCode.Permission, told, "grant the job's role ALTER and DESCRIBE on the table and DATA_LOCATION_ACCESS on the lake in Lake Formation, or deploy with lake_formation", error) { Kind = FailureKinds.AwsPermission };
        if (error.IsDenied) return new PlatformException(stage, ExitCode.Permission, told, $"allow {error.Action} on {resource}", error) { Kind = FailureKinds.AwsPermission };
        return new PlatformException(stage, ExitCode.Configuration, told, error.Message == error.Code ? null : error.Message, error) { Kind = "aws-refused" };
    }
}
