using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Platform.Registry.Failures;

namespace Platform.Aws.Calls;

/// <summary>Where AWS is, looked up as every AWS tool does: environment, then profile, then the machine.</summary>
/// <param name="Region">Such as <c>eu-west-1</c>.</param>
/// <param name="Environment">Looks up a variable, for endpoints.</param>
public sealed record AwsSettings(string Region, Func<string, string?> Environment)
{
    /// <param name="environment">Looks up a variable.</param>
    /// <param name="region">The stack's own; null for the environment's.</param>
    /// <exception cref="PlatformException">Configuration (78), kind <c>aws-region</c>: no region is known.</exception>
    public static AwsSettings Read(Func<string, string?> environment, string? region = null) =>
        new(region ?? NotEmpty(environment("AWS_REGION")) ?? NotEmpty(environment("AWS_DEFAULT_REGION")) ?? OfProfileOrMachine() ?? throw NoRegion(), environment);

    /// <exception cref="PlatformException">Configuration: the variable that names another endpoint is no URL.</exception>
    public Uri EndpointOf(AwsService service)
    {
        if ((NotEmpty(Environment(service.EndpointVariable)) ?? NotEmpty(Environment("AWS_ENDPOINT_URL"))) is { } given)
        {
            return Uri.TryCreate(given, UriKind.Absolute, out var uri)
                ? uri
                : throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"{service.EndpointVariable} is not a URL", "such as http://127.0.0.1:4566") { Kind = "environment" };
        }
        var suffix = Region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"https://{service.Name}.{Region}.{suffix}"));
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? OfProfileOrMachine() => FallbackRegionFactory.GetRegionEndpoint()?.SystemName;

    private static PlatformException NoRegion() =>
        new(Stage.Configure, ExitCode.Configuration, "the AWS region is not known", "set AWS_REGION, or region in the profile") { Kind = "aws-region" };
}
