using System.Text;
using System.Text.Json;
using Platform.Registry.Failures;
using Platform.Telemetry.Events;

namespace Platform.Telemetry.Tests.Events;

public sealed class FailedEventTests
{
    [Fact]
    public void Tell_FailureWithPlace_SaysKindStagePlaceMessageHintAndExit()
    {
        var (code, told) = Tell(
            new PlatformException(Stage.Decode, ExitCode.Data, "NaN has no decimal", "set on_loss") { Kind = "loss", Column = "amount", RowNumber = 7 },
            new EventField("table", "public.orders"));

        Assert.Equal(ExitCode.Data, code);
        Assert.Equal(
            ("error", "failed", "loss", "decode", "public.orders", "amount", "7", "column amount, row 7: NaN has no decimal", "set on_loss", 65),
            (Text(told, "level"), Text(told, "event"), Text(told, "kind"), Text(told, "stage"), Text(told, "table"), Text(told, "column"), Text(told, "row"), Text(told, "message"), Text(told, "hint"), told.GetProperty("exit").GetInt32()));
    }

    [Fact]
    public void Tell_UnforeseenException_SaysItsTypeAndNotItsMessage()
    {
        var (code, told) = Tell(Defect.Of(Stage.Check, new InvalidOperationException("a cell's value")));

        Assert.Equal(ExitCode.Unavailable, code);
        Assert.Equal("internal-error", Text(told, "kind"));
        Assert.Contains("InvalidOperationException", Text(told, "message"), StringComparison.Ordinal);
        Assert.DoesNotContain("a cell's value", told.GetRawText(), StringComparison.Ordinal);
    }

    private static (ExitCode Code, JsonElement Told) Tell(PlatformException failure, params EventField[] about)
    {
        var output = new MemoryStream();
        var code = FailedEvent.Tell(new EventLog(output, EventStyle.Json, TimeProvider.System), failure, about);
        return (code, JsonDocument.Parse(Encoding.UTF8.GetString(output.ToArray())).RootElement);
    }

    private static string? Text(JsonElement told, string name) => told.GetProperty(name).GetString();
}
