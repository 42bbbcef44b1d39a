using System.Text.Json.Serialization;

namespace Platform.Registry.Entries;

public enum Engine
{
    [JsonStringEnumMemberName("postgres")] Postgres,
    [JsonStringEnumMemberName("mysql")] MySql,
}
