namespace Pulumi;

/// <summary>The root of all resources of a deployment.</summary>
public class Stack : ComponentResource
{
    internal const string TypeToken = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(TypeToken, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", Converted(options)) => Deployment.Current.Stack = this;

    private static ComponentResourceOptions Converted(StackOptions? options) =>
        new() { ResourceTransformations = options?.ResourceTransformations ?? [] };
}
