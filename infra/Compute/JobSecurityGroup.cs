using Platform.Infra.Naming;
using Platform.Infra.Settings;
using Platform.Registry.Entries;
using Vpc = Pulumi.Aws.Vpc;

namespace Platform.Infra.Compute;

/// <summary>What jobs of one source may reach: their database, the ledger, and AWS over TLS. Nothing reaches them.</summary>
public sealed class JobSecurityGroup : ComponentResource
{
    public JobSecurityGroup(string name, CloudSettings settings, SourceSettings source, Network network, ComponentResourceOptions options)
        : base("platform:compute:JobSecurityGroup", name, options)
    {
        var connection = settings.Sources[source.Name];
        var tags = CloudTags.OfSource(settings, source);
        var child = new CustomResourceOptions { Parent = this };
        var group = new Aws.Ec2.SecurityGroup(name, new Aws.Ec2.SecurityGroupArgs
        {
            Name = CloudName.Of(settings.Stack, $"{source.Name}-jobs"),
            Description = $"Snapshot jobs of source {source.Name}",
            VpcId = network.Vpc,
            RevokeRulesOnDelete = true,
            Tags = tags,
        }, child);
        Id = group.Id;
        _ = new Vpc.SecurityGroupEgressRule($"{name}-database", new Vpc.SecurityGroupEgressRuleArgs
        {
            SecurityGroupId = Id,
            Description = $"Source {source.Name}",
            IpProtocol = "tcp",
            FromPort = connection.Database.Port,
            ToPort = connection.Database.Port,
            ReferencedSecurityGroupId = network.SecurityGroup,
            Tags = tags,
        }, child);
        _ = new Vpc.SecurityGroupEgressRule($"{name}-tls", new Vpc.SecurityGroupEgressRuleArgs
        {
            SecurityGroupId = Id,
            Description = "AWS services over TLS",
            IpProtocol = "tcp",
            FromPort = 443,
            ToPort = 443,
            CidrIpv4 = "0.0.0.0/0",
            Tags = tags,
        }, child);
        if (connection.Database.Open)
        {
            _ = new Vpc.SecurityGroupIngressRule($"{name}-database", new Vpc.SecurityGroupIngressRuleArgs
            {
                SecurityGroupId = network.SecurityGroup,
                Description = $"Snapshot jobs of platform stack {settings.Stack}",
                IpProtocol = "tcp",
                FromPort = connection.Database.Port,
                ToPort = connection.Database.Port,
                ReferencedSecurityGroupId = Id,
                Tags = tags,
            }, child);
        }
        RegisterOutputs();
    }

    public Output<string> Id { get; }
}
