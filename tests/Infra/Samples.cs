using Platform.Infra.Settings;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Schedules;
using Platform.Registry.Stacks;

namespace Platform.Infra.Tests;

/// <summary>A stack with one source, large enough to have one of everything.</summary>
internal static class Samples
{
    public const string Account = "123456789012";

    public static string Secret(string name) => $"arn:aws:secretsmanager:eu-west-1:{Account}:secret:{name}-AbCdEf";

    public static CloudSettings Settings { get; } = new()
    {
        Stack = "test",
        Account = Account,
        Region = "eu-west-1",
        LakeBucket = "acme-lake-test",
        Image = $"{Account}.dkr.ecr.eu-west-1.amazonaws.com/platform-test/jobs@sha256:{new string('a', 64)}",
        ProofSeedSecret = Secret("seed"),
        MaskSecret = Secret("mask"),
        Ledger = new LedgerSettings.Existing(new SecretReference(Secret("ledger")), "sg-ledger"),
        Sources = new Dictionary<string, SourceConnection> { ["shop"] = new(new SecretReference(Secret("shop")), new DatabaseAccess()) },
        AlertMail = ["oncall@example.com"],
    };

    public static SourceSettings Shop { get; } = new()
    {
        Name = "shop",
        Owner = "commerce",
        Network = new Network("vpc-0a1", ["subnet-1", "subnet-2"], "sg-1"),
    };

    public static Entry Orders { get; } = Table("public.orders") with
    {
        Owner = "commerce",
        Description = "One row per order.",
        Columns =
        [
            new EntryColumn { Name = "order_id", Type = "bigint", Nullable = false },
            new EntryColumn { Name = "Total", Type = "numeric(12,2)" },
            new EntryColumn { Name = "email", Type = "text", Mask = Mask.Hash, Pii = true },
            new EntryColumn { Name = "note", Type = "text", Mask = Mask.Drop },
            new EntryColumn { Name = "weight", Type = "numeric", As = "decimal(20,6)", OnLoss = OnLoss.Text },
        ],
        Readers = [$"arn:aws:iam::{Account}:role/team/analyst"],
        Expect = new Expect(5_000_000, 2L << 30),
    };

    public static Entry Customers { get; } = Table("crm.customers") with { Schedule = Schedule.Daily, MaxLateness = TimeSpan.FromDays(1) };

    public static StackInputs Inputs { get; } = Of(Orders, Customers);

    public static Entry Table(string name, string source = "shop") => new()
    {
        Source = source,
        Table = TableName.TryParse(name, out var table) ? table : throw new ArgumentException(name),
        Columns = [new EntryColumn { Name = "id", Type = "bigint", Nullable = false }, new EntryColumn { Name = "at", Type = "timestamptz" }],
        Key = ["id"],
    };

    public static StackInputs Of(params Entry[] entries) => new(Settings, [new SourceTables(Shop, [.. entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal)])]);
}
