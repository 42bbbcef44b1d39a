using Platform.LocalStack.Cluster;
using Platform.Registry.Entries;
using Platform.Services;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Types;

/// <summary>money on servers whose currency has other than two fraction digits: yen none, Bahraini dinars three.</summary>
public sealed class MoneyTests
{
    [Theory]
    [InlineData("ja_JP", 0, "-9223372036854775808", "5", "9223372036854775807")]
    [InlineData("ar_BH", 3, "-9223372036854775.808", "5.000", "9223372036854775.807")]
    public async Task Run_MoneyOfTheServersFractionDigits_IsExact(string source, int digits, string least, string five, string most)
    {
        using var locale = await MonetaryLocale.MakeAsync(source);
        await using var server = await StartAsync(locale);
        using var stack = await JobStack.CreateAsync(server);
        await PayAsync(stack, least, most);
        Assert.Equal(locale.Name, await stack.Source.ScalarAsync<string>("show lc_monetary"));
        Assert.Equal(digits, await stack.Source.ScalarAsync<int>("select scale(1::money::numeric)"));

        var published = await Published.RunAsync(stack, Payments($"decimal(19,{digits})", OnLoss.Fail));

        Assert.Equal([$"""["1","{least}"]""", $"""["2","{five}"]""", $"""["3","{most}"]""", """["4",null]"""], published.Rows);
    }

    [Fact]
    public async Task Run_MoneyDeclaredWithOtherDigits_IsConvertedOrALoss()
    {
        using var locale = await MonetaryLocale.MakeAsync("ar_BH");
        await using var server = await StartAsync(locale);
        using var stack = await JobStack.CreateAsync(server);
        await PayAsync(stack, "-0.010", "0.015");

        var refused = await stack.RunAsync(Payments(null, OnLoss.Fail));
        var published = await Published.RunAsync(stack, Payments(null, OnLoss.Null));

        Assert.Equal((65, "column amount, row 3: The value has more fraction digits than decimal(19,2) holds."), (refused.ExitCode, refused.Message));
        Assert.Equal(["""["1","-0.01"]""", """["2","5.00"]""", """["3",null]""", """["4",null]"""], published.Rows);
    }

    private static Task<PostgresServer> StartAsync(MonetaryLocale locale) =>
        PostgresServer.StartOwnAsync(new ClusterOptions { Settings = new Dictionary<string, string> { ["lc_monetary"] = locale.Name } }, locale.Binaries, TestContext.Current.CancellationToken);

    private static Task PayAsync(JobStack stack, string least, string most) => stack.Source.ExecuteAsync(
        $"create table payments (id int, amount money); insert into payments values (1, '{least}'::numeric::money), (2, 5::money), (3, '{most}'::numeric::money), (4, null)");

    private static Entry Payments(string? form, OnLoss policy) => JobStack.Entry("payments", JobStack.Column("id", "integer"), JobStack.Column("amount", "money", form) with { OnLoss = policy });
}
