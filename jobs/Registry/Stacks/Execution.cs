namespace Platform.Registry.Stacks;

/// <summary>Where the operator's commands run a job.</summary>
public enum Execution
{
    /// <summary>In the process of the command.</summary>
    Here,

    /// <summary>As an AWS Batch job of the deployed stack.</summary>
    Batch,
}
