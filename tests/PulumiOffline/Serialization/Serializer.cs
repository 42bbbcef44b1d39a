using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>
/// Arguments as mocks see them: dictionaries, arrays, strings, booleans and numbers, the last all <see cref="double"/>, since the
/// engine's protocol has no other. Absent values are left out.
/// </summary>
internal static class Serializer
{
    private static readonly ConcurrentDictionary<Type, (InputAttribute Input, string Name, Func<object, object?> Get)[]> Members = new();

    /// <exception cref="ArgumentNullException">A required argument is not set.</exception>
    public static async Task<ImmutableDictionary<string, object>> SerializeAsync(ResourceArgs args)
    {
        var result = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (input, name, get) in Members.GetOrAdd(args.GetType(), Find))
        {
            var value = await ValueAsync(get(args)).ConfigureAwait(false);
            if (value is not null) result[input.Name] = value;
            else if (input.IsRequired) throw new ArgumentNullException(name, $"[Input] {args.GetType().FullName}.{name} is required but was not given a value");
        }
        return result.ToImmutable();
    }

    private static async Task<object?> ValueAsync(object? value)
    {
        switch (value)
        {
            case null or string or bool or double:
                return value;
            case int number:
                return (double)number;
            case IInput input:
                return await ValueAsync(input.Output).ConfigureAwait(false);
            case IOutput output:
                return await ValueAsync((await output.ResolveAsync().ConfigureAwait(false)).Value).ConfigureAwait(false);
            case ResourceArgs nested:
                return await SerializeAsync(nested).ConfigureAwait(false);
            case IDictionary map:
                var members = ImmutableDictionary.CreateBuilder<string, object>();
                foreach (DictionaryEntry member in map)
                    if (await ValueAsync(member.Value).ConfigureAwait(false) is { } known) members[(string)member.Key] = known;
                return members.ToImmutable();
            case IEnumerable list:
                var items = ImmutableArray.CreateBuilder<object?>();
                foreach (var item in list) items.Add(await ValueAsync(item).ConfigureAwait(false));
                return items.ToImmutable();
            default:
                throw new InvalidOperationException($"{value.GetType()} is not a supported argument type");
        }
    }

    /// <summary>Fields and properties, as the real SDK looks for them: a list or map that nobody touched is a null field, and absent.</summary>
    private static (InputAttribute Input, string Name, Func<object, object?> Get)[] Find(Type type)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var fields = type.GetFields(all).Select(field => (Input: field.GetCustomAttribute<InputAttribute>(), field.Name, Get: (Func<object, object?>)field.GetValue));
        var properties = type.GetProperties(all).Select(property => (Input: property.GetCustomAttribute<InputAttribute>(), property.Name, Get: (Func<object, object?>)property.GetValue));
        return [.. fields.Concat(properties).Where(member => member.Input is not null).Select(member => (member.Input!, member.Name, member.Get))];
    }
}
