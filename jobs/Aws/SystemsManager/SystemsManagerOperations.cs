using System.Text.Json.Serialization;
using Platform.Aws.Calls;

namespace Platform.Aws.SystemsManager;

/// <summary>The operation of AWS Systems Manager that is used, API version 2014-11-06.</summary>
public static class SystemsManagerOperations
{
    public static readonly AwsService Service = new("ssm", "AmazonSSM", "application/x-amz-json-1.1");

    public static AwsOperation<GetParameterRequest, GetParameterAnswer> GetParameter { get; } =
        new(Service, nameof(GetParameter), SystemsManagerJson.Default.GetParameterRequest, SystemsManagerJson.Default.GetParameterAnswer);
}

public sealed record GetParameterRequest(string Name);

public sealed record GetParameterAnswer(Parameter Parameter);

public sealed record Parameter(string Value);

[JsonSerializable(typeof(GetParameterRequest))]
[JsonSerializable(typeof(GetParameterAnswer))]
internal sealed partial class SystemsManagerJson : JsonSerializerContext;
