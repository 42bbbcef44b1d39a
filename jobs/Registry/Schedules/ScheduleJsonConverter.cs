using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Registry.Schedules;

/// <summary><c>"hourly"</c>, or <c>{"cron":"15 6 * * *","timezone":"Europe/Paris"}</c>: the registry grammar's two forms.</summary>
internal sealed class ScheduleJsonConverter : JsonConverter<Schedule>
{
    public override Schedule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return Schedule.TryParse(reader.GetString()!, out var named) ? named : throw new JsonException("unknown schedule name");
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a schedule is a name or an object");
        string? cron = null, zone = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (reader.TokenType != JsonTokenType.String) throw new JsonException("a schedule's members are strings");
            if (name == "cron" && cron is null) cron = reader.GetString();
            else if (name == "timezone" && zone is null) zone = reader.GetString();
            else throw new JsonException($"unknown or repeated member '{name}' of a schedule");
        }
        if (cron is null || zone is null) throw new JsonException("a schedule needs cron and timezone");
        return Schedule.TryCron(cron, zone, out var schedule, out var error) ? schedule : throw new JsonException(error);
    }

    public override void Write(Utf8JsonWriter writer, Schedule value, JsonSerializerOptions options)
    {
        if (value.Kind != ScheduleKind.Cron)
        {
            writer.WriteStringValue(value.ToString());
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("cron", value.Cron!.ToString());
        writer.WriteString("timezone", value.TimeZone);
        writer.WriteEndObject();
    }
}
