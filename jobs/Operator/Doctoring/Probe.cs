using Platform.Operator.Answers;

namespace Platform.Operator.Doctoring;

/// <summary>One thing that a job needs, and the call that asks for it and changes nothing.</summary>
/// <param name="Subject">For people: <c>catalog table prod_shop.orders</c>.</param>
/// <param name="Needs">What a policy says for it, a statement for each kind of thing; none for what no policy gives, such as a database that must answer.</param>
/// <param name="Ask">Returns where all is well, throws where something is missing.</param>
internal sealed record Probe(string Subject, IReadOnlyList<PolicyStatement> Needs, Func<CancellationToken, Task> Ask)
{
    /// <summary>One that needs actions on the same things.</summary>
    public Probe(string subject, IReadOnlyList<string> actions, IReadOnlyList<string> resources, Func<CancellationToken, Task> ask) : this(subject, [PolicyStatement.Allow(actions, resources)], ask)
    {
    }

    /// <summary>The statements with the action that a refusal begins with: a call may need what another probe asks for, and its statement is that one's to give.</summary>
    public IReadOnlyList<PolicyStatement> Missing(string refusal) => [.. Needs.Where(need => need.Action.Any(action => refusal.StartsWith($"{action} ", StringComparison.Ordinal)))];
}
