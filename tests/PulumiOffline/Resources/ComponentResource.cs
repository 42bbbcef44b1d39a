namespace Pulumi;

/// <summary>A resource that only holds others together.</summary>
public class ComponentResource : Resource
{
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : base(type, name, ResourceArgs.Empty, options ?? new ComponentResourceOptions())
    {
    }

    private protected ComponentResource(string type, string name, ResourceOptions options)
        : base(type, name, ResourceArgs.Empty, options)
    {
    }

    protected void RegisterOutputs()
    {
    }

    protected void RegisterOutputs(IDictionary<string, object?> outputs)
    {
    }
}
