using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A resolved value, whether it is a secret, and the resources it came from.</summary>
internal readonly record struct OutputData<T>(T Value, bool IsSecret, ImmutableHashSet<Resource> Resources);

internal interface IOutput
{
    Task<OutputData<object?>> ResolveAsync();
}
