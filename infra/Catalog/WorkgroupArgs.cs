using Pulumi.Aws.Athena.Inputs;

namespace Platform.Infra.Catalog;

/// <summary>
/// The arguments of an Athena workgroup. The SDK's own class holds the scan limit in 32 bits, which ends at 2 GiB; the service and the provider
/// take 64, so this one says it as a number.
/// </summary>
public sealed class WorkgroupArgs : ResourceArgs
{
    public const string Type = "aws:athena/workgroup:Workgroup";

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("state")]
    public Input<string>? State { get; set; }

    [Input("configuration")]
    public Input<WorkgroupConfigurationArgs>? Configuration { get; set; }

    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}

/// <summary>What the workgroup holds every query to.</summary>
public sealed class WorkgroupConfigurationArgs : ResourceArgs
{
    [Input("enforceWorkgroupConfiguration")]
    public Input<bool>? EnforceWorkgroupConfiguration { get; set; }

    [Input("publishCloudwatchMetricsEnabled")]
    public Input<bool>? PublishCloudwatchMetricsEnabled { get; set; }

    /// <summary>A whole number of bytes: exact up to 2^53.</summary>
    [Input("bytesScannedCutoffPerQuery")]
    public Input<double>? BytesScannedCutoffPerQuery { get; set; }

    [Input("engineVersion")]
    public Input<WorkgroupConfigurationEngineVersionArgs>? EngineVersion { get; set; }

    [Input("resultConfiguration")]
    public Input<WorkgroupConfigurationResultConfigurationArgs>? ResultConfiguration { get; set; }
}
