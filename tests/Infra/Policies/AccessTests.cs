namespace Platform.Infra.Tests.Policies;

/// <summary>What the policies of every stack allow, and to whom.</summary>
public sealed class AccessTests
{
    /// <summary>Where a wildcard resource is right, with the reason.</summary>
    private static readonly Dictionary<string, string> Wildcards = new(StringComparer.Ordinal)
    {
        ["kms/key::data"] = "in a key's own policy, * is that key",
        ["iam/rolePolicy::execution ecr:GetAuthorizationToken"] = "a login is not about a repository",
    };

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EveryPolicy_NamesWhatItAllows(string stack)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (resource, statement) in PlannedStacks.Statements(await PlannedStacks.OfAsync(stack)).Where(each => (string)each.Statement["Effect"]! == "Allow"))
        {
            var owner = $"{resource.Type.Split(':')[1]}::{resource.Name}";
            var actions = statement["Action"]!.AsArray().Select(action => (string)action!).ToList();
            foreach (var target in statement["Resource"]?.AsArray().Select(target => (string)target!) ?? [])
            {
                if (target != "*") continue;
                var key = Wildcards.ContainsKey(owner) ? owner : $"{owner} {string.Join(' ', actions)}";
                Assert.True(Wildcards.ContainsKey(key), $"{key} allows *: name what it allows, or add it to the list with a reason");
                used.Add(key);
            }
            if (owner != "kms/key::data") Assert.All(actions, action => Assert.DoesNotContain('*', action));
            // A principal of everybody is for denials only.
            Assert.DoesNotContain("\"*\"", statement["Principal"]?.ToJsonString() ?? "", StringComparison.Ordinal);
        }
        Assert.Equal(Wildcards.Keys.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EveryPolicy_HasOnlyCharactersThatIamTakes(string stack)
    {
        foreach (var (resource, statement) in PlannedStacks.Statements(await PlannedStacks.OfAsync(stack)))
            Assert.True(statement.ToJsonString(Relaxed).All(c => c is '\t' or '\n' or '\r' or >= ' ' and <= 'ÿ'), resource.Key);
    }

    [Theory]
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EveryRole_IsAssumedByAServiceForThisAccountOnly(string stack)
    {
        foreach (var role in (await PlannedStacks.OfAsync(stack)).Of("aws:iam/role:Role"))
        {
            var statement = Assert.Single(role.Inputs["assumeRolePolicy"]!["Statement"]!.AsArray())!;
            Assert.NotNull(statement["Principal"]!["Service"]);
            Assert.Equal(Samples.Account, (string)statement["Condition"]!["StringEquals"]!["aws:SourceAccount"]![0]!);
        }
    }

    [Fact]
    public async Task Notices_FromEventBridge_AreBoundToNoCondition()
    {
        // EventBridge gives SNS no context: a statement with a condition never holds, and failures would be reported to nobody.
        var plan = await PlannedStacks.OfAsync("plain");
        var statements = PlannedStacks.Statements(plan).Where(each => each.Resource.Type is "aws:sns/topicPolicy:TopicPolicy" or "aws:kms/key:Key")
            .Where(each => each.Statement["Principal"]!["Service"]?.AsArray().Any(service => (string)service! == "events.amazonaws.com") == true).ToList();
        Assert.Equal(2, statements.Count);
        Assert.All(statements, each => Assert.Null(each.Statement["Condition"]));
    }
}
