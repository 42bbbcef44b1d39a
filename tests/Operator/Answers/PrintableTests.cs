using Platform.Ledger.Reading;
using Platform.Operator.Answers;

namespace Platform.Operator.Tests.Answers;

/// <summary>Names of other people's databases, shown to a person at a terminal.</summary>
public sealed class PrintableTests
{
    [Theory]
    [InlineData("public.orders", "public.orders")]
    [InlineData("日本語 😀", "日本語 😀")]
    [InlineData("new\nline\ttab\r", "new\\nline\\ttab\\r")]
    [InlineData("\u001b[2J\u0085\u202egnp", "\\u001b[2J\\u0085\\u202egnp")]
    public void Text_ControlCharacters_AreEscapes(string text, string shown) => Assert.Equal(shown, Printable.Text(text));

    [Fact]
    public void Lines_OfAMessage_Stay() => Assert.Equal("error: a\\u0007b\nhint: c", Printable.Lines("error: a\u0007b\nhint: c"));

    [Fact]
    public void Table_CellWithALineBreak_StaysOneLine()
    {
        using var text = new StringWriter { NewLine = "\n" };
        var table = new TextTable("table", "result");
        table.Add("crm/public.a\nb", "ok");

        table.Write(text);

        Assert.Equal("table            result\ncrm/public.a\\nb  ok\n", text.ToString());
    }

    [Fact]
    public void Table_WideCharacters_TakeTwoCells()
    {
        using var text = new StringWriter { NewLine = "\n" };
        var table = new TextTable("table", "rows", "result").Right(1);
        table.Add("crm/注文", "7", "ok");
        table.Add("crm/café", "1,000", "ok");
        table.Add("crm/cafe\u0301", "10", "ok");

        table.Write(text);

        Assert.Equal("table      rows  result\ncrm/注文      7  ok\ncrm/café  1,000  ok\ncrm/cafe\u0301     10  ok\n", text.ToString());
    }

    [Fact]
    public void StatusRow_NameWithADot_IsWrittenAsOtherCommandsTakeIt()
    {
        var run = new RunStatus
        {
            RunId = 1,
            Source = "crm",
            SchemaName = "public",
            TableName = "dot.ted",
            Output = "main",
            SnapshotTime = DateTimeOffset.UnixEpoch,
            Status = "failed",
            ErrorType = "too-late",
        };

        var row = StatusRow.Of(run);

        Assert.Equal("public.\"dot.ted\"", row.Table);
        Assert.Equal("public.\"dot.ted\"", row.Error!.Table);
    }
}
