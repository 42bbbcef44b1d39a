using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Registry.Deployment;

namespace Platform.Registry.Stacks;

/// <summary>
/// Where a stack's managed ledger is, as its deployment writes it into a parameter of Systems Manager: RDS chooses the host and the owner's secret, and the operator
/// has no other way to know them.
/// </summary>
/// <param name="Host">The database's address.</param>
/// <param name="Port">Its port.</param>
/// <param name="Database">The ledger's database.</param>
/// <param name="OwnerSecret">ARN of the secret that RDS manages: user and password of the role that owns the schema.</param>
/// <param name="JobSecret">ARN of the secret with the login of the jobs.</param>
public sealed record ManagedLedger(string Host, int Port, string Database, string OwnerSecret, string JobSecret)
{
    /// <summary>The role by which jobs log in; a member of <c>platform_job</c>.</summary>
    public const string JobLogin = "platform_job_login";

    /// <summary>The parameter's name.</summary>
    public static string ParameterOf(string stack) => $"/{CloudName.Prefix(stack)}/ledger";

    public string ToJson() => JsonSerializer.Serialize(this, ManagedLedgerJson.Default.ManagedLedger);

    /// <exception cref="JsonException">It is something else.</exception>
    public static ManagedLedger Parse(string json) => JsonSerializer.Deserialize(json, ManagedLedgerJson.Default.ManagedLedger) ?? throw new JsonException("the parameter is null");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ManagedLedger))]
internal sealed partial class ManagedLedgerJson : JsonSerializerContext;
