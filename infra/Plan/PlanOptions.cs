using Platform.Registry.Failures;

namespace Platform.Infra.Plan;

public enum PlanOutput
{
    Text,
    Json,
    Markdown,
}

/// <summary>The command line of <c>./platform plan</c>.</summary>
public sealed record PlanOptions
{
    public const string Usage = """
        usage: ./platform plan --stack NAME [--output text|json|markdown] [--diff REV] [--write] [--registry DIR]

          --stack NAME     the stack, whose settings are stacks/Pulumi.NAME.yaml
          --output FORM    text for people (default), json: {"resources":[{"name","type","inputs","parent","dependsOn"}]}, markdown for pull requests
          --diff REV       compares with the plan that is committed at a revision, such as main
          --write          writes the plan that is committed: stacks/plans/NAME.json
          --registry DIR   reads another registry than stacks/registry

        EXIT STATUS
          0   planned
          64  the command line is wrong
          65  with --diff: a change that would lose data is refused
          78  settings or registry are wrong; every mistake is listed
        """;

    public string Stack { get; init; } = "";

    public PlanOutput Output { get; init; }

    public string? Diff { get; init; }

    public bool Write { get; init; }

    public string? Registry { get; init; }

    public bool Help { get; init; }

    /// <exception cref="PlatformException">Usage (64).</exception>
    public static PlanOptions Parse(string[] args)
    {
        var options = new PlanOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--help" or "-h" => options with { Help = true },
                "--write" => options with { Write = true },
                "--stack" => options with { Stack = Value(ref i) },
                "--diff" => options with { Diff = Value(ref i) },
                "--registry" => options with { Registry = Value(ref i) },
                "--output" => options with { Output = Form(Value(ref i)) },
                var unknown => throw Wrong($"'{unknown}' is not an option of plan"),
            };
        }
        return options.Help || options.Stack.Length > 0 ? options : throw Wrong("plan needs --stack NAME");

        string Value(ref int i) => i + 1 < args.Length ? args[++i] : throw Wrong($"{args[i]} needs a value");
    }

    private static PlanOutput Form(string text) => text switch
    {
        "text" => PlanOutput.Text,
        "json" => PlanOutput.Json,
        "markdown" => PlanOutput.Markdown,
        _ => throw Wrong($"--output is one of text, json, markdown, found '{text}'"),
    };

    private static PlatformException Wrong(string message) => new(Stage.Configure, ExitCode.Usage, message, "./platform plan --help") { Kind = "usage" };
}
