using System.Text.Json;

namespace Platform.Fakes.Services;

/// <summary>A request that came to a JSON service, as tests look at it afterwards.</summary>
public sealed record ServiceRequest(string Operation, JsonElement Body, DateTimeOffset SignedAt)
{
    /// <summary>The status that was answered, 0 where the connection was reset.</summary>
    public int Status { get; internal set; }

    public string? Code { get; internal set; }
}
