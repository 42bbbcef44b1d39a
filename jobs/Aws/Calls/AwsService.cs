namespace Platform.Aws.Calls;

/// <summary>A service as it is addressed and signed.</summary>
/// <param name="Name">In endpoint, signature and IAM actions alike: <c>glue</c>.</param>
/// <param name="TargetPrefix">Before the operation's name in <c>X-Amz-Target</c>; null for REST-JSON, where each operation has a path.</param>
/// <param name="ContentType">Such as <c>application/x-amz-json-1.1</c>.</param>
public sealed record AwsService(string Name, string? TargetPrefix, string ContentType)
{
    /// <summary>The variable that puts another endpoint in the place of AWS's, as every SDK reads it.</summary>
    public string EndpointVariable { get; init; } = "AWS_ENDPOINT_URL_" + Name.ToUpperInvariant();
}
