namespace Pulumi;

public abstract class ResourceOptions
{
    public Resource? Parent { get; set; }

    public InputList<Resource> DependsOn { get => field ??= new(); set; }

    public bool? Protect { get; set; }

    public List<string> IgnoreChanges { get => field ??= []; set; }

    public bool? RetainOnDelete { get; set; }

    public List<ResourceTransformation> ResourceTransformations { get => field ??= []; set; }
}

public sealed class CustomResourceOptions : ResourceOptions
{
    public bool? DeleteBeforeReplace { get; set; }

    public string? ImportId { get; set; }
}

public sealed class ComponentResourceOptions : ResourceOptions;

public class StackOptions
{
    public List<ResourceTransformation> ResourceTransformations { get => field ??= []; set; }
}
