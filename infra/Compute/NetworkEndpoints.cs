using Platform.Infra.Naming;
using Platform.Infra.Settings;
using Platform.Registry.Entries;

namespace Platform.Infra.Compute;

/// <summary>Ways to AWS's services from subnets without a way out: what a job needs from pull to publish, once per VPC.</summary>
public sealed class NetworkEndpoints : ComponentResource
{
    private static readonly string[] Services = ["ecr.api", "ecr.dkr", "glue", "kms", "logs", "secretsmanager"];

    public NetworkEndpoints(string name, StackInputs inputs, IReadOnlyDictionary<string, SourceCompute> compute, ComponentResourceOptions options) : base("platform:compute:NetworkEndpoints", name, options)
    {
        var settings = inputs.Settings;
        foreach (var vpc in inputs.Sources.Select(source => source.Source).GroupBy(source => source.Network!.Vpc, StringComparer.Ordinal)) Endpoints(settings, vpc.Key, [.. vpc], compute);
        RegisterOutputs();
    }

    private void Endpoints(CloudSettings settings, string vpc, IReadOnlyList<SourceSettings> sources, IReadOnlyDictionary<string, SourceCompute> compute)
    {
        var tags = CloudTags.OfStack(settings);
        var child = new CustomResourceOptions { Parent = this };
        var group = new Aws.Ec2.SecurityGroup($"{vpc}-endpoints", new Aws.Ec2.SecurityGroupArgs
        {
            Name = CloudName.Of(settings.Stack, $"{vpc}-endpoints"),
            Description = "Endpoints of AWS services for snapshot jobs",
            VpcId = vpc,
            RevokeRulesOnDelete = true,
            Tags = tags,
        }, child);
        foreach (var source in sources)
        {
            _ = new Aws.Vpc.SecurityGroupIngressRule($"{source.Name}-endpoints", new Aws.Vpc.SecurityGroupIngressRuleArgs
            {
                SecurityGroupId = group.Id,
                Description = $"Snapshot jobs of source {source.Name}",
                IpProtocol = "tcp",
                FromPort = 443,
                ToPort = 443,
                ReferencedSecurityGroupId = compute[source.Name].Group.Id,
                Tags = tags,
            }, child);
        }
        foreach (var service in Services)
        {
            _ = new Aws.Ec2.VpcEndpoint($"{vpc}-{service}", new Aws.Ec2.VpcEndpointArgs
            {
                VpcId = vpc,
                ServiceName = $"com.amazonaws.{settings.Region}.{service}",
                VpcEndpointType = "Interface",
                PrivateDnsEnabled = true,
                // One source's: an endpoint takes one subnet of each zone, and the whole VPC reaches it.
                SubnetIds = sources[0].Network!.Subnets.ToArray(),
                SecurityGroupIds = { group.Id },
                Tags = tags,
            }, child);
        }
        if (!settings.Features.RouteTables.TryGetValue(vpc, out var tables)) return;
        _ = new Aws.Ec2.VpcEndpoint($"{vpc}-s3", new Aws.Ec2.VpcEndpointArgs
        {
            VpcId = vpc,
            ServiceName = $"com.amazonaws.{settings.Region}.s3",
            VpcEndpointType = "Gateway",
            RouteTableIds = tables.ToArray(),
            Tags = tags,
        }, child);
    }
}
