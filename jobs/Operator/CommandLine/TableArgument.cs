using System.CommandLine;

namespace Platform.Operator.CommandLine;

/// <summary>How a command takes a table of the registry, or another of its outputs.</summary>
internal static class TableArgument
{
    public const string Expected = "SCHEMA.TABLE or SOURCE/SCHEMA.TABLE; @OUTPUT behind it for another format of it";

    public static Argument<string> One() => new("TABLE") { Description = Expected };
}
