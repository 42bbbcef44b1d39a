namespace Platform.Infra.Settings;

/// <summary>Reads a stack's settings and the registry of its sources.</summary>
public static class StackFiles
{
    public static StackInputs Load(string stack) => throw new NotSupportedException(stack);
}
