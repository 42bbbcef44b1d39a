using System.Globalization;

namespace Platform.Aws.Failures;

/// <summary>A service refused a request: what it said, and whether the same request may be sent again.</summary>
public sealed class AwsServiceException : Exception
{
    /// <summary>Codes by which services ask to be called less often.</summary>
    private static readonly HashSet<string> Throttling = new(StringComparer.Ordinal)
    {
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException", "TooManyRequestsException", "RequestLimitExceeded", "SlowDown", "BandwidthLimitExceeded",
    };

    /// <summary>Codes of faults on the service's side that pass, whatever the status.</summary>
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "InternalServiceException", "InternalServerException", "InternalFailure", "InternalServiceError", "ServiceUnavailable", "ServiceUnavailableException", "OperationTimeoutException", "RequestTimeout", "RequestTimeoutException", "ResourceNotReadyException",
    };

    public AwsServiceException(string action, int status, string code, string? message, string? requestId) : base(message ?? code)
    {
        Action = action;
        Status = status;
        Code = code;
        RequestId = requestId;
    }

    /// <summary>As IAM names it, such as <c>glue:GetTable</c>.</summary>
    public string Action { get; }

    /// <summary>HTTP status.</summary>
    public int Status { get; }

    /// <summary>The service's own, such as <c>EntityNotFoundException</c>.</summary>
    public string Code { get; }

    public string? RequestId { get; }

    /// <summary>The service asks for fewer requests: wait longer.</summary>
    public bool IsThrottling => Throttling.Contains(Code) || Status == 429;

    public bool IsRetryable => IsThrottling || Status >= 500 || Passing.Contains(Code);

    public bool IsDenied => Code is "AccessDeniedException" or "AccessDenied" or "UnauthorizedException" or "NotAuthorized" || Status == 403;

    /// <summary>The signature is older than five minutes, or this machine's clock is wrong.</summary>
    public bool IsExpiredSignature => Code is "InvalidSignatureException" or "RequestExpired" or "SignatureDoesNotMatch" && Message.Contains("expired", StringComparison.OrdinalIgnoreCase);

    /// <summary><c>glue:GetTable was refused: EntityNotFoundException (400), request 5d…</c></summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{Action} was refused: {Code} ({Status}), request {RequestId ?? "unknown"}");
}
