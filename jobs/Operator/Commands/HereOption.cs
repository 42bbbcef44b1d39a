using System.CommandLine;

namespace Platform.Operator.Commands;

/// <summary><c>--here</c>, of the commands that run jobs.</summary>
internal static class HereOption
{
    public static Option<bool> Create() => new("--here") { Description = "Run the job on this machine, where the stack says execution: batch" };
}
