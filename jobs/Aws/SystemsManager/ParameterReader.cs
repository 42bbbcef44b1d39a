using Platform.Aws.Calls;
using Platform.Aws.Failures;
using Platform.Registry.Failures;

namespace Platform.Aws.SystemsManager;

/// <summary>Parameters that a deployment wrote for those who have no other way to know.</summary>
public sealed class ParameterReader(AwsClient client)
{
    /// <summary>A parameter's text; null where there is no such parameter.</summary>
    /// <exception cref="PlatformException"><c>aws-permission</c> (77), <c>aws-busy</c> (75).</exception>
    public async Task<string?> TryReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await client.CallAsync(SystemsManagerOperations.GetParameter, new GetParameterRequest(name), signedAt: null, cancellation).ConfigureAwait(false)).Parameter.Value;
        }
        catch (AwsServiceException e) when (e.Code == "ParameterNotFound")
        {
            return null;
        }
        catch (Exception e) when (e is not PlatformException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw AwsFailures.Translate(e, Stage.Configure, $"parameter {name}");
        }
    }
}
