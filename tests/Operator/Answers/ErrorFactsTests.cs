using Platform.Operator.Answers;

namespace Platform.Operator.Tests.Answers;

public sealed class ErrorFactsTests
{
    /// <summary>Jobs that are refused one after the other each have an instant of their own.</summary>
    [Fact]
    public void WriteAll_TheSameRefusalSecondsApart_IsSaidOnce()
    {
        using var text = new StringWriter { NewLine = "\n" };

        ErrorFacts.WriteAll(text, [("crm/public.a", TooLate("10:00:00Z", "14:02:07Z")), ("crm/public.b", TooLate("10:00:00Z", "14:02:09.25Z")), ("crm/public.c", TooLate("11:00:00Z", "14:02:11Z"))]);

        Assert.Equal("""
            error: crm/public.a, crm/public.b: the snapshot of 2026-03-01T10:00:00Z would be read as of 2026-03-01T14:02:07Z (exit 65)
            hint: publish it as of 2026-03-01T14:02:07Z with --accept-late
            error: crm/public.c: the snapshot of 2026-03-01T11:00:00Z would be read as of 2026-03-01T14:02:11Z (exit 65)
            hint: publish it as of 2026-03-01T14:02:11Z with --accept-late

            """, text.ToString());
    }

    private static ErrorFacts TooLate(string time, string now) => new(
        "too-late", $"the snapshot of 2026-03-01T{time} would be read as of 2026-03-01T{now}", $"publish it as of 2026-03-01T{now} with --accept-late", 65, "crm", null, null);
}
