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
            Samples.Table("public.größe"),
            Samples.Table("public.заказы"),
            Samples.Customers with { Readers = ["arn:aws:iam::999999999999:role/partner"] }), problems);
        Assert.Equal(
            [
                "shop/crm.customers: reader arn:aws:iam::999999999999:role/partner is a role of another account than 123456789012 (share with other accounts through Lake Formation or a role of this account that they may assume)",
                "shop/public.orders: Fargate has no size of 1 vCPU with 1024 MiB; the nearest is 2048 MiB (set resources: { vcpu, memory } to a size that Fargate has)",
                "shop/public.orders: cron '0 6 1 * MON' restricts day of month and day of week; EventBridge takes one of them (write the schedule so that one of its day fields is *)",
                "shop/public.заказы: its name has 'з', and a policy of IAM takes no character after ÿ (snapshot it from a desk, or rename the table)",
            ],
            problems.Problems);
    }

    [Theory]
    [InlineData("my__stack", "stack my__stack: names of a repository and of a database take single underscores, and only between letters and digits (rename the stack)")]
    [InlineData("stack_", "stack stack_: names of a repository and of a database take single underscores, and only between letters and digits (rename the stack)")]
    public void Check_StackNameThatAServiceRefuses_IsTold(string stack, string expected) =>
        Assert.Equal([expected], Problems(Samples.Inputs with { Settings = Samples.Settings with { Stack = stack } }));

    [Fact]
    public void Check_ObjectsGoneBeforeTheyMove_IsTold()
    {
        var entry = Samples.Customers with { Keep = new Keep(TimeSpan.FromDays(3), null, null), Storage = new StoragePolicy(TimeSpan.FromDays(40)) };
        Assert.Equal(
            ["shop/crm.customers: its objects would move to infrequent access after 40 days and be gone after 33 (30 more than the longest keep), which S3 refuses (keep snapshots for longer, or leave storage: { infrequent_access } out)"],
            Problems(Samples.Of(entry)));
        Assert.Empty(Problems(Samples.Of(entry with { Dedupe = true })));
    }

    [Fact]
    public void Check_RegionOfAnotherPartition_IsTold() => Assert.Equal(
        ["platform:region: regions that begin with us-gov- are another partition of AWS, whose ARNs this program does not write (choose a region of the commercial partition, such as eu-west-1)"],
        Problems(Samples.Inputs with { Settings = Samples.Settings with { Region = "us-gov-west-1" } }));

    [Fact]
    public void Check_ImportOfATableThatIsNotThere_IsTold() => Assert.Equal(
        ["platform:cloud import: shop/public.gone is not a table of this stack (write source/schema.table, or source/schema.table@output, or remove it)"],
        Problems(Samples.Inputs with { Settings = Samples.Settings with { Import = ["shop/public.gone"] } }));

    private static IReadOnlyList<string> Problems(Infra.Settings.StackInputs inputs)
    {
        var problems = new ProblemList();
        InputChecks.Check(inputs, problems);
        return problems.Problems;
    }
}
