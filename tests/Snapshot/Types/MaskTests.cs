using System.Security.Cryptography;
using System.Text;
using Platform.Judges;
using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Types;

/// <summary>Masks from a table to files that others read, proved against the source, and no trace of what they hide in anything that is written.</summary>
public sealed class MaskTests
{
    private const string Secret = "a secret of a stack, forty characters long";

    private const string Table = """
        create table customers (id int, email text, account bigint, card text, short text, born date, seen timestamptz, note jsonb, gone text);
        insert into customers values
          (1, 'ada.lovelace@example.com', 4217, '4111111111117654', 'żółć', '1815-12-10', '2024-02-29 23:59:59+00', '{"clear": "Analytical"}', 'Lovelace'),
          (2, '', null, '', null, 'infinity', null, null, null),
          (3, null, 4217, null, 'abcde', '0044-03-15 BC', '1969-12-31 23:59:59.999999+00', '{}', 'gone too')
        """;

    private static readonly string[] Clear = ["ada.lovelace", "example.com", "41111111", "Analytical", "Lovelace", "1815", "gone too"];

    [Fact]
    public async Task Run_WithEveryMask_PublishesMaskedValuesAndNoneInTheClear()
    {
        using var stack = await StackAsync();
        await stack.Source.ExecuteAsync(Table);

        var published = await Published.RunAsync(stack, Customers());

        Assert.Equal(["id", "email", "account", "card", "short", "born", "seen", "note"], published.Columns.Select(c => c.Key));
        Assert.Equal(
            [
                $"""["1","{Hash("ada.lovelace@example.com")}","{Hash("4217")}","************7654","****","1815","2024",null]""",
                $"""["2","{Hash("")}",null,"",null,null,null,null]""",
                $"""["3",null,"{Hash("4217")}",null,"*bcde","-44","1969",null]""",
            ],
            published.Rows);
        Assert.All(stack.WrittenFiles(), file =>
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(file));
            Assert.All(Clear.Except(["1815"]), secret => Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{secret} is in {file}"));
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        });
        Assert.All(Clear.Append(Secret), secret => Assert.DoesNotContain(secret, published.Run.Errors + published.Run.Output, StringComparison.Ordinal));
        var ledger = await stack.Ledger.ScalarAsync<string>("select string_agg(r::text, ' ') from platform.run r");
        Assert.All(Clear.Append(Secret), secret => Assert.DoesNotContain(secret, ledger, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    [InlineData(FileFormat.Csv)]
    [InlineData(FileFormat.JsonLines)]
    public async Task Run_Uncompressed_HoldsNothingInTheClear(FileFormat format)
    {
        using var stack = await StackAsync();
        await stack.Source.ExecuteAsync(Table);

        var run = await stack.RunAsync(Customers() with { Format = format, Compression = Compression.None });

        Assert.True(run.ExitCode == 0, run.Errors);
        // Statistics and page index are of a Parquet file's bytes too.
        var bytes = File.ReadAllBytes(Assert.Single(Directory.GetFiles(JobStack.PathOf(run.Location), "part-*")));
        var part = Encoding.Latin1.GetString(bytes);
        Assert.Contains(Hash("4217"), part, StringComparison.Ordinal);
        Assert.Contains("************7654", part, StringComparison.Ordinal);
        Assert.All(Clear.Except(["1815"]), secret => Assert.DoesNotContain(secret, part, StringComparison.Ordinal));
        Assert.DoesNotContain("1815-12", part, StringComparison.Ordinal);
        var days = new DateOnly(1815, 12, 10).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        var micros = (long)(new DateTime(2024, 2, 29, 23, 59, 59) - DateTime.UnixEpoch).TotalMicroseconds;
        Assert.All((byte[][])[BitConverter.GetBytes(4217L), BitConverter.GetBytes(days), BitConverter.GetBytes(micros)], value => Assert.Equal(-1, bytes.AsSpan().IndexOf(value)));
    }

    [Fact]
    public async Task Run_HashWithoutASecret_IsRefusedBeforeAnythingIsRead()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Table);

        var none = await stack.RunAsync(Customers());
        stack.Further["PLATFORM_MASK_SECRET"] = "too short";
        var tooShort = await stack.RunAsync(Customers());

        Assert.Equal((78, "mask-secret", "PLATFORM_MASK_SECRET is not set, and the table has a column with mask: hash."), (none.ExitCode, none.Kind, none.Message));
        Assert.Equal((78, "PLATFORM_MASK_SECRET has 9 characters, a secret has 32 or more."), (tooShort.ExitCode, tooShort.Message));
        Assert.DoesNotContain("too short", tooShort.Errors, StringComparison.Ordinal);
        Assert.Empty(stack.DataFiles());
    }

    [Fact]
    public async Task Run_TwoTablesHashedOnTheirKeys_StillJoin()
    {
        using var stack = await StackAsync();
        await stack.Source.ExecuteAsync("""
            create domain address as varchar(100);
            create table customers (id int, email text);
            create table logins (who address, visits int);
            insert into customers values (1, 'ada@example.com'), (2, 'żółć@example.com'), (3, null), (4, 'never@example.com');
            insert into logins values ('ada@example.com', 10), ('żółć@example.com', 20), ('ada@example.com', 30), (null, 40), ('nobody@example.com', 50)
            """);
        var customers = await stack.RunAsync(JobStack.Entry("customers", JobStack.Column("id", "integer"), JobStack.Column("email", "text") with { Mask = Mask.Hash }));
        var logins = await stack.RunAsync(JobStack.Entry("logins", JobStack.Column("who", "varchar(100)") with { Mask = Mask.Hash }, JobStack.Column("visits", "integer")) with { Format = FileFormat.JsonLines });
        Assert.True(customers.ExitCode == 0 && logins.ExitCode == 0, customers.Errors + logins.Errors);

        var script = Path.Combine(stack.LakeDirectory, "join.sql");
        await File.WriteAllTextAsync(script, $"""
            select id, sum(visits) from read_parquet('{JobStack.PathOf(customers.Location)}/part-*') join read_json('{JobStack.PathOf(logins.Location)}/part-*', compression = 'zstd') on email = who
            group by id order by id
            """, TestContext.Current.CancellationToken);

        Assert.Equal("1|40\n2|20\n", JudgeRunner.Script("duckdb-script.mjs", script));
    }

    private static Entry Customers() => JobStack.Entry("customers",
        JobStack.Column("id", "integer"),
        JobStack.Column("email", "text") with { Mask = Mask.Hash },
        JobStack.Column("account", "bigint") with { Mask = Mask.Hash },
        JobStack.Column("card", "text") with { Mask = Mask.Partial },
        JobStack.Column("short", "text") with { Mask = Mask.Partial },
        JobStack.Column("born", "date") with { Mask = Mask.Year },
        JobStack.Column("seen", "timestamptz") with { Mask = Mask.Year },
        JobStack.Column("note", "jsonb") with { Mask = Mask.Null },
        JobStack.Column("gone", "text") with { Mask = Mask.Drop });

    private static string Hash(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text)));

    private static async Task<JobStack> StackAsync()
    {
        var stack = await JobStack.CreateAsync();
        stack.Further["PLATFORM_MASK_SECRET"] = Secret;
        return stack;
    }
}
