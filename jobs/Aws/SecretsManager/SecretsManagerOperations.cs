using System.Text.Json.Serialization;
using Platform.Aws.Calls;

namespace Platform.Aws.SecretsManager;

/// <summary>The operation of AWS Secrets Manager that is used, API version 2017-10-17.</summary>
public static class SecretsManagerOperations
{
    public static readonly AwsService Service = new("secretsmanager", "secretsmanager", "application/x-amz-json-1.1");

    public static AwsOperation<GetSecretValueRequest, GetSecretValueAnswer> GetSecretValue { get; } =
        new(Service, nameof(GetSecretValue), SecretsManagerJson.Default.GetSecretValueRequest, SecretsManagerJson.Default.GetSecretValueAnswer);
}

public sealed record GetSecretValueRequest(string SecretId);

/// <summary>Never shown: the string is the secret.</summary>
public sealed record GetSecretValueAnswer(string? SecretString)
{
    public override string ToString() => nameof(GetSecretValueAnswer);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GetSecretValueRequest))]
[JsonSerializable(typeof(GetSecretValueAnswer))]
internal sealed partial class SecretsManagerJson : JsonSerializerContext;
