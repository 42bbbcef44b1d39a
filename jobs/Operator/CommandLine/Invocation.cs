using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Platform.Operator.Desk;
using Platform.Registry.Faults;

namespace Platform.Operator.CommandLine;

/// <summary>What a command runs in.</summary>
internal sealed record Invocation(GlobalValues Global, Checkout Checkout, Terminal Terminal, TimeProvider Clock, Interrupt Interrupt)
{
    /// <summary>Where a test stops or ends this process; elsewhere nothing happens.</summary>
    public IFaultPoints Faults { get; } = FaultPlan.Parse(Environment.GetEnvironmentVariable(FaultPlan.Variable)) is { } plan ? new InjectedFaults(plan, Clock) : NoFaults.Instance;

    public bool IsJson => Global.Output == OutputForm.Json;

    /// <summary>The command's one answer: as a JSON document, or as text.</summary>
    public void Answer<T>(T answer, JsonTypeInfo<T> form, Action<TextWriter> asText)
    {
        if (IsJson) Terminal.Output.WriteLine(JsonSerializer.Serialize(answer, form));
        else asText(Terminal.Output);
    }

    /// <summary>A remark along the way, to stderr.</summary>
    public void Say(string remark) => Terminal.Messages.WriteLine(remark);
}
