namespace Platform.Registry.Stacks;

/// <summary>What a stack has only where it asks for it.</summary>
public sealed record CloudFeatures
{
    /// <summary>S3 server access logs of lake and results.</summary>
    public bool AccessLogs { get; init; }

    /// <summary>CloudTrail records who read and wrote objects of the lake.</summary>
    public bool DataEvents { get; init; }

    public bool Dashboard { get; init; }

    /// <summary>Interface endpoints in the sources' networks, for subnets without a way out.</summary>
    public bool VpcEndpoints { get; init; }

    /// <summary>Route tables of each VPC that get the S3 gateway endpoint, by VPC.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> RouteTables { get; init; } = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Permissions of jobs and readers are also granted in Lake Formation.</summary>
    public bool LakeFormation { get; init; }
}
