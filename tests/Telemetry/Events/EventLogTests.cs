using System.Text;
using System.Text.Json;
using Platform.Telemetry.Events;

namespace Platform.Telemetry.Tests.Events;

public sealed class EventLogTests
{
    [Fact]
    public void Info_JsonStyle_IsOneDocumentALineWithStandingFacts()
    {
        var output = new MemoryStream();
        var log = new EventLog(output, EventStyle.Json, new FixedClock());
        log.Standing(new EventField("table", "public.\"odd\nname\""));

        log.Info("opened", new EventField("rows", 12L), new EventField("late", false));
        log.Error("failed", new EventField("message", "a\nb"));

        var lines = Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        using var first = JsonDocument.Parse(lines[0]);
        Assert.Equal("2026-03-01T10:00:00.500Z", first.RootElement.GetProperty("time").GetString());
        Assert.Equal("info", first.RootElement.GetProperty("level").GetString());
        Assert.Equal("opened", first.RootElement.GetProperty("event").GetString());
        Assert.Equal("public.\"odd\nname\"", first.RootElement.GetProperty("table").GetString());
        Assert.Equal(12, first.RootElement.GetProperty("rows").GetInt64());
        Assert.False(first.RootElement.GetProperty("late").GetBoolean());
        using var second = JsonDocument.Parse(lines[1]);
        Assert.Equal("error", second.RootElement.GetProperty("level").GetString());
    }

    [Fact]
    public void Info_StreamThatCannotBeWritten_DoesNotEndTheRun()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var log = new EventLog(full, EventStyle.Json, new FixedClock());

        log.Info("opened");
        log.Error("failed");
    }

    [Fact]
    public void Standing_SameNameTwice_KeepsTheLast()
    {
        var output = new MemoryStream();
        var log = new EventLog(output, EventStyle.Json, new FixedClock());
        log.Standing(new EventField("attempt", "a"));
        log.Standing(new EventField("attempt", "b"));

        log.Info("claimed");

        using var line = JsonDocument.Parse(output.ToArray());
        Assert.Equal("b", line.RootElement.GetProperty("attempt").GetString());
        Assert.Single(line.RootElement.EnumerateObject(), p => p.Name == "attempt");
    }

    [Fact]
    public void Warning_TextStyle_NamesLevelAndFacts()
    {
        var output = new MemoryStream();
        var log = new EventLog(output, EventStyle.Text, new FixedClock());

        log.Warning("notice", new EventField("rows", 1234567L));

        Assert.Equal("10:00:00 WARNING notice  rows=1,234,567\n", Encoding.UTF8.GetString(output.ToArray()));
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 10, 0, 0, 500, TimeSpan.Zero);
    }
}
