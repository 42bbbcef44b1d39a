namespace Platform.Operator.Doctoring;

/// <summary>One thing that a job needs, and the call that asks for it and changes nothing.</summary>
/// <param name="Subject">For people: <c>catalog table prod_shop.orders</c>.</param>
/// <param name="Actions">As IAM names them; none for what no policy gives, such as a database that must answer.</param>
/// <param name="Resources">ARNs, as a policy names them.</param>
/// <param name="Ask">Returns where all is well, throws where something is missing; null where nothing can ask without changing anything.</param>
internal sealed record Probe(string Subject, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, Func<CancellationToken, Task>? Ask);
