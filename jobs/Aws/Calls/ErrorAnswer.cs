using System.Text.Json;
using Platform.Aws.Failures;

namespace Platform.Aws.Calls;

/// <summary>Reads a refusal: the code is in a header (REST-JSON) or in <c>__type</c>, with or without a namespace or an address around it.</summary>
internal static class ErrorAnswer
{
    public static AwsServiceException Read(string action, HttpResponseMessage answer, byte[] body)
    {
        string? code = null, message = null;
        try
        {
            using var json = JsonDocument.Parse(body);
            code = Text(json.RootElement, "__type") ?? Text(json.RootElement, "code");
            message = Text(json.RootElement, "message") ?? Text(json.RootElement, "Message");
        }
        catch (JsonException)
        {
            // A proxy or load balancer answered, not the service.
        }
        code = Header(answer, "x-amzn-errortype") ?? code ?? answer.StatusCode.ToString();
        code = code.Split(':')[0];
        code = code[(code.LastIndexOf('#') + 1)..];
        return new AwsServiceException(action, (int)answer.StatusCode, code, message, Header(answer, "x-amzn-requestid") ?? Header(answer, "x-amz-request-id"));
    }

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
