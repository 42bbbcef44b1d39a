using Platform.Infra.Checks;
using Platform.Registry.Entries;
using Platform.Registry.Schedules;

namespace Platform.Infra.Tests.Checks;

public sealed class EntryChecksTests
{
    [Fact]
    public void Check_SeveralMistakes_AreAllToldAtOnce()
    {
        Assert.True(Schedule.TryCron("0 6 1 * MON", "Europe/Paris", out var both, out _));
        var problems = new ProblemList();
        InputChecks.Check(Samples.Of(
            Samples.Orders with { Resources = new Resources(1, 1L << 30, TimeSpan.FromMinutes(5)), Schedule = both },
            Samples.Customers with { Readers = ["arn:aws:iam::999999999999:role/partner"] }), problems);
        Assert.Equal(
            [
                "shop/crm.customers: reader arn:aws:iam::999999999999:role/partner is a role of another account than 123456789012 (share with other accounts through Lake Formation or a role of this account that they may assume)",
                "shop/public.orders: Fargate has no size of 1 vCPU with 1024 MiB; the nearest is 2048 MiB (set resources: { vcpu, memory } to a size that Fargate has)",
                "shop/public.orders: cron '0 6 1 * MON' restricts day of month and day of week; EventBridge takes one of them (write the schedule so that one of its day fields is *)",
            ],
            problems.Problems);
    }
}
