using System.Text.Json.Serialization;
using Platform.Registry.Failures;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>tables check</c>.</summary>
internal sealed record TableCheckAnswer(IReadOnlyList<TableCheck> Tables)
{
    [JsonIgnore]
    public ExitCode ExitCode => FailureOrder.First(Tables.Select(table => table.Error));

    public void WriteTable(TextWriter text)
    {
        var table = new TextTable("table", "result");
        foreach (var check in Tables)
        {
            table.Add($"{check.Source}/{check.Table}", check.Result == "entry" ? "entry is valid" : check.Result);
            foreach (var notice in check.Notices) table.Add("", $"note: {notice}");
        }

        table.Write(text);
    }

    public void WriteFailures(TextWriter messages) =>
        ErrorFacts.WriteAll(messages, from check in Tables where check.Error is not null select ($"{check.Source}/{check.Table}", check.Error));
}

/// <summary>One table: <c>ok</c>, <c>entry</c> (only its file was checked), or <c>failed</c> with its error.</summary>
internal sealed record TableCheck(string Source, string Table, string Result, IReadOnlyList<string> Notices, ErrorFacts? Error);
