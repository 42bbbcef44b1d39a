using Platform.Operator.CommandLine;

namespace Platform.Operator;

internal static class Program
{
    private static Task<int> Main(string[] args) => PlatformCommand.RunAsync(args, Console.Out, Console.Error, TimeProvider.System);
}
