namespace Pulumi;

public abstract class ResourceArgs
{
    public static readonly ResourceArgs Empty = new EmptyArgs();

    private sealed class EmptyArgs : ResourceArgs;
}
