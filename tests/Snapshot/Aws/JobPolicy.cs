using System.IO.Enumeration;
using System.Text.Json;
using Platform.Services;

namespace Platform.Snapshot.Tests.Aws;

/// <summary>What the committed plan of a stack allows the job of one table to do.</summary>
internal sealed class JobPolicy
{
    private readonly List<JsonElement> _statements;

    private JobPolicy(List<JsonElement> statements) => _statements = statements;

    public static JobPolicy Of(string stack, string table)
    {
        using var plan = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "stacks", "plans", $"{stack}.json")));
        var role = plan.RootElement.GetProperty("resources").EnumerateArray()
            .Single(r => r.GetProperty("type").GetString() == "aws:iam/rolePolicy:RolePolicy" && r.GetProperty("name").GetString() == table);
        return new JobPolicy([.. role.GetProperty("inputs").GetProperty("policy").GetProperty("Statement").EnumerateArray().Select(s => s.Clone())]);
    }

    /// <param name="action">Such as <c>s3:PutObject</c>.</param>
    /// <param name="resource">Its ARN.</param>
    /// <param name="prefix">Of a listing.</param>
    public bool Allows(string action, string resource, string? prefix = null) => _statements.Exists(statement =>
        statement.GetProperty("Action").EnumerateArray().Any(a => a.GetString() == action)
        && statement.GetProperty("Resource").EnumerateArray().Any(r => FileSystemName.MatchesSimpleExpression(r.GetString(), resource, ignoreCase: false))
        && (!statement.TryGetProperty("Condition", out var condition) || IsMet(condition, prefix)));

    private static bool IsMet(JsonElement condition, string? prefix) =>
        prefix is not null && condition.GetProperty("StringLike").GetProperty("s3:prefix").EnumerateArray().Any(p => FileSystemName.MatchesSimpleExpression(p.GetString(), prefix, ignoreCase: false));
}
