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
    private static readonly ConcurrentDictionary<Type, (InputAttribute Input, PropertyInfo Property)[]> Members = new();

    /// <exception cref="ArgumentNullException">A required argument is not set.</exception>
    public static async Task<ImmutableDictionary<string, object>> SerializeAsync(ResourceArgs args)
    {
        var result = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (input, property) in Members.GetOrAdd(args.GetType(), Find))
        {
            var value = await ValueAsync(property.GetValue(args)).ConfigureAwait(false);
            if (value is not null) result[input.Name] = value;
            else if (input.IsRequired) throw new ArgumentNullException(property.Name, $"{args.GetType().Name}.{property.Name} is required");
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
            case IInput { IsEmpty: true }:
                return null;
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

    private static (InputAttribute Input, PropertyInfo Property)[] Find(Type type) =>
        [.. type.GetProperties().Where(p => p.IsDefined(typeof(InputAttribute))).Select(p => (p.GetCustomAttribute<InputAttribute>()!, p))];
}
