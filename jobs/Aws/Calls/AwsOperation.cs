using System.Text.Json.Serialization.Metadata;

namespace Platform.Aws.Calls;

/// <summary>One operation of a service: how its request is written and its answer read.</summary>
public sealed record AwsOperation<TRequest, TAnswer>(AwsService Service, string Name, JsonTypeInfo<TRequest> Request, JsonTypeInfo<TAnswer> Answer)
{
    /// <summary>Of a REST-JSON operation; <c>/</c> otherwise.</summary>
    public string Path { get; init; } = "/";

    /// <summary>As IAM names it, such as <c>glue:GetTable</c>.</summary>
    public string Action => $"{Service.Name}:{Name}";
}
