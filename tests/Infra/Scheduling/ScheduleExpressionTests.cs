using Platform.Infra.Scheduling;
using Platform.Registry.Schedules;

namespace Platform.Infra.Tests.Scheduling;

public sealed class ScheduleExpressionTests
{
    [Theory]
    [InlineData("15 6 * * *", "cron(15 6 * * ? *)")]
    [InlineData("0 */4 * * *", "cron(0 */4 * * ? *)")]
    [InlineData("0 6 1,15 * *", "cron(0 6 1,15 * ? *)")]
    [InlineData("0 6 * jan-mar *", "cron(0 6 * JAN-MAR ? *)")]
    [InlineData("0 6 * * 0", "cron(0 6 ? * SUN *)")]
    [InlineData("0 6 * * 7", "cron(0 6 ? * SUN *)")]
    [InlineData("0 6 * * 5-7", "cron(0 6 ? * SUN,FRI,SAT *)")]
    [InlineData("0 6 * * mon-fri", "cron(0 6 ? * MON,TUE,WED,THU,FRI *)")]
    [InlineData("0 6 * * */2", "cron(0 6 ? * SUN,TUE,THU,SAT *)")]
    public void From_FiveFields_SaysTheSameInSix(string cron, string expected)
    {
        Assert.True(Schedule.TryCron(cron, "Europe/Paris", out var schedule, out var error), error);
        Assert.True(ScheduleExpression.TryFrom(schedule, out var expression, out var problem), problem);
        Assert.Equal(expected, expression.Expression);
        Assert.Equal("Europe/Paris", expression.TimeZone);
    }

    [Theory]
    [InlineData("hourly", "cron(0 * * * ? *)")]
    [InlineData("daily", "cron(0 0 * * ? *)")]
    [InlineData("monthly", "cron(0 0 1 * ? *)")]
    public void From_Name_IsOnTheHourInUtc(string name, string expected)
    {
        Assert.True(Schedule.TryParse(name, out var schedule));
        Assert.True(ScheduleExpression.TryFrom(schedule, out var expression, out _));
        Assert.Equal(new ScheduleExpression(expected, "UTC"), expression);
    }
}
