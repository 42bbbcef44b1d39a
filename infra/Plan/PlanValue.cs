using System.Collections;
using System.Text.Json.Nodes;

namespace Platform.Infra.Plan;

/// <summary>Inputs as the engine's protocol carries them, as JSON with sorted keys.</summary>
internal static class PlanValue
{
    public static JsonNode? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag,
        // The protocol has one kind of number; whole ones are written without a point.
        double number when Math.Floor(number) == number && Math.Abs(number) < 1L << 53 => (long)number,
        double number => number,
        IDictionary map => new JsonObject(map.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(key => KeyValuePair.Create(key, Of(map[key])))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Of)]),
        _ => throw new NotSupportedException($"an input of type {value.GetType()} has no form in a plan"),
    };
}
