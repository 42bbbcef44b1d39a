using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Fulfils one output property of a resource.</summary>
internal interface IOutputSource
{
    void Complete(object? value, Resource from);

    void Fail(Exception error);
}

internal sealed class OutputSource<T> : IOutputSource
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new();

    public OutputSource(Resource resource, PropertyInfo property) => property.SetValue(resource, new Output<T>(_source.Task));

    public void Complete(object? value, Resource from) => _source.TrySetResult(new OutputData<T>(Converted(value), IsSecret: false, [from]));

    public void Fail(Exception error)
    {
        _source.TrySetException(error);
        _ = _source.Task.Exception;
    }

    private static T Converted(object? value) => value is T known ? known : (T)OutputValues.Convert(value, typeof(T))!;
}

internal static class OutputSources
{
    private static readonly ConcurrentDictionary<Type, (string Name, PropertyInfo Property, Type Source)[]> Properties = new();

    /// <summary>Gives every output property of a new resource its output.</summary>
    public static Dictionary<string, IOutputSource> Initialize(Resource resource)
    {
        var sources = new Dictionary<string, IOutputSource>(StringComparer.Ordinal);
        foreach (var (name, property, source) in Properties.GetOrAdd(resource.GetType(), Find))
            sources[name] = (IOutputSource)Activator.CreateInstance(source, resource, property)!;
        return sources;
    }

    private static (string Name, PropertyInfo Property, Type Source)[] Find(Type type) => [.. type.GetProperties()
        .Where(property => property.GetCustomAttribute<OutputAttribute>() is not null && (property.DeclaringType != type || !typeof(Stack).IsAssignableFrom(type)))
        .Select(property => (
            property.GetCustomAttribute<OutputAttribute>()!.Name ?? property.Name,
            property.DeclaringType!.GetProperty(property.Name)!,
            typeof(OutputSource<>).MakeGenericType(property.PropertyType.GetGenericArguments())))];
}
