using System.CommandLine;
using Platform.Operator.CommandLine;

namespace Platform.Operator.Commands;

/// <summary><c>platform tables</c>: the registry, at a desk.</summary>
internal static class TablesCommand
{
    public static Command Create(CommandRunner runner) => new("tables", "Register tables, list and check them")
    {
        TablesAddCommand.Create(runner),
        TablesListCommand.Create(runner),
        TablesCheckCommand.Create(runner),
        TablesMigrateCommand.Create(runner),
    };
}
