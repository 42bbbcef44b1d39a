using System.Text.Json.Serialization;
using Platform.Aws.Calls;

namespace Platform.Aws.SecretsManager;

/// <summary>The operations of AWS Secrets Manager that are used, API version 2017-10-17.</summary>
public static class SecretsManagerOperations
{
    public static readonly AwsService Service = new("secretsmanager", "secretsmanager", "application/x-amz-json-1.1");

    public static AwsOperation<GetSecretValueRequest, GetSecretValueAnswer> GetSecretValue { get; } =
        new(Service, nameof(GetSecretValue), SecretsManagerJson.Default.GetSecretValueRequest, SecretsManagerJson.Default.GetSecretValueAnswer);

    public static AwsOperation<PutSecretValueRequest, PutSecretValueAnswer> PutSecretValue { get; } =
        new(Service, nameof(PutSecretValue), SecretsManagerJson.Default.PutSecretValueRequest, SecretsManagerJson.Default.PutSecretValueAnswer);
}

public sealed record GetSecretValueRequest(string SecretId);

/// <summary>Never shown: the string is the secret.</summary>
public sealed record GetSecretValueAnswer(string? SecretString)
{
    public override string ToString() => nameof(GetSecretValueAnswer);
}

/// <summary>Never shown: the string is the secret.</summary>
public sealed record PutSecretValueRequest(string SecretId, string ClientRequestToken, string SecretString)
{
    public override string ToString() => $"{nameof(PutSecretValueRequest)} {SecretId}";
}

public sealed record PutSecretValueAnswer(string? VersionId);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GetSecretValueRequest))]
[JsonSerializable(typeof(GetSecretValueAnswer))]
[JsonSerializable(typeof(PutSecretValueRequest))]
[JsonSerializable(typeof(PutSecretValueAnswer))]
internal sealed partial class SecretsManagerJson : JsonSerializerContext;
