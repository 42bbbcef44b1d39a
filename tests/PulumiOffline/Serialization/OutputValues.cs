using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>What mocks answer, as the types that resources declare for their outputs: plain values, lists, and objects made by their output constructor.</summary>
internal static class OutputValues
{
    private static readonly MethodInfo ListOf = typeof(OutputValues).GetMethod(nameof(List), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static object? Convert(object? value, Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return ListOf.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [value]);
        if (value is null || type.IsInstanceOfType(value)) return value;
        if (type.GetCustomAttribute<OutputTypeAttribute>() is null) return System.Convert.ChangeType(value, Nullable.GetUnderlyingType(type) ?? type, CultureInfo.InvariantCulture);
        var members = (IDictionary)value;
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Single(each => each.GetCustomAttribute<OutputConstructorAttribute>() is not null);
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Convert(members.Contains(parameter.Name!) ? members[parameter.Name!] : null, parameter.ParameterType))]);
    }

    private static ImmutableArray<T> List<T>(object? items) => [.. (items as IEnumerable ?? Array.Empty<object>()).Cast<object?>().Select(item => (T)Convert(item, typeof(T))!)];
}
