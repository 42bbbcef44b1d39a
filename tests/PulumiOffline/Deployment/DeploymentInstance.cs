namespace Pulumi;

/// <summary>The deployment that is running.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(string projectName, string stackName)
    {
        ProjectName = projectName;
        StackName = stackName;
    }

    public string ProjectName { get; }

    public string StackName { get; }
}
