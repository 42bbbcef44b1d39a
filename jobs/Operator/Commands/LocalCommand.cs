using System.CommandLine;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform local start|stop</c>: the PostgreSQL server of the local stack, which otherwise starts by itself and stays.</summary>
internal static class LocalCommand
{
    public static Command Create(CommandRunner runner) => new("local", "The embedded PostgreSQL server of the local stack")
    {
        runner.Runs(new Command("start", "Start it, and say how to connect; other commands start it by themselves"), StartAsync),
        runner.Runs(new Command("stop", "Stop it; nothing is lost"), StopAsync),
    };

    private static async Task<ExitCode> StartAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var home = new LocalHome(invocation.Checkout);
        var cluster = await home.StartClusterAsync(invocation.Say, cancellationToken);
        var answer = new LocalAnswer(true, cluster.Port, cluster.Superuser, cluster.PasswordFile, cluster.LogFile);
        invocation.Answer(answer, AnswerJson.Default.LocalAnswer, text =>
        {
            text.WriteLine($"PostgreSQL runs on port {cluster.Port} of 127.0.0.1. To connect:");
            text.WriteLine($"PGPASSWORD=$(cat {cluster.PasswordFile}) psql -h 127.0.0.1 -p {cluster.Port} -U {cluster.Superuser} postgres");
        });
        return ExitCode.Success;
    }

    private static async Task<ExitCode> StopAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var running = new LocalHome(invocation.Checkout).RunningCluster();
        if (running is not null) await running.StopAsync(cancellationToken: cancellationToken);
        invocation.Answer(new LocalAnswer(false, null, null, null, null), AnswerJson.Default.LocalAnswer, text =>
            text.WriteLine(running is null ? "PostgreSQL was not running." : "PostgreSQL stopped."));
        return ExitCode.Success;
    }
}
