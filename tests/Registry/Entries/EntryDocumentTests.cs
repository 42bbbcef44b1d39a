using System.Text;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Schedules;

namespace Platform.Registry.Tests.Entries;

public class EntryDocumentTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSameToTheByte()
    {
        var bytes = EntryDocument.Of(Full(), new SourceSettings { Name = "shop" }).ToBytes();
        var read = EntryDocument.Read(bytes, EntryDocument.Hash(bytes));
        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(read.ToBytes()));
        Assert.Equal(new TableName("public", "Orders \"ü\""), read.Entry.Table);
        Assert.Equal("15 6 * * *", read.Entry.Schedule.Cron!.ToString());
        Assert.Equal(TimeSpan.FromHours(72), read.Entry.Keep.Hourly);
        Assert.Equal(Mask.Hash, read.Entry.Columns[1].Mask);
        Assert.Equal(0.25m, read.Entry.Resources.Vcpu);
        Assert.IsType<Check.Unique>(read.Entry.Checks[0]);
        Assert.Equal("sales", read.Entry.Tags["domain"]);
        Assert.Equal(8, read.Guard.Connections);
    }

    [Fact]
    public void ToBytes_SmallEntry_IsPinned()
    {
        // The form is a contract between releases: whoever changes it raises EntryDocument.CurrentFormat.
        var entry = new Entry { Source = "shop", Table = new TableName("public", "t"), Columns = [new EntryColumn { Name = "id", Type = "bigint", Nullable = false }] };
        Assert.Equal(
            """{"format":1,"engine":"postgres","guard":{"connections":8,"max_snapshot_age":"00:30:00","max_replica_lag":"00:05:00","statement_timeout":"00:30:00"},"entry":{"source":"shop","table":{"schema":"public","name":"t"},"state":"active","version":1,"mode":"full","key":[],"schedule":"hourly","max_lateness":"01:00:00","columns":[{"name":"id","type":"bigint","on_loss":"fail","pii":false,"nullable":false}],"strict":false,"checks":[],"format":"parquet","compression":"zstd","row_group":{"rows":122880,"bytes":67108864},"parallel":2,"max_value_bytes":67108864,"keep":{"hourly":"3.00:00:00","daily":"90.00:00:00"},"storage":{},"dedupe":false,"outputs":[],"readers":[],"resources":{"vcpu":1,"memory":2147483648,"timeout":"00:55:00"},"tags":{}}}""",
            Encoding.UTF8.GetString(EntryDocument.Of(entry, new SourceSettings { Name = "shop" }).ToBytes()));
    }

    [Fact]
    public void Read_OtherBytes_RefusesByHash()
    {
        var bytes = EntryDocument.Of(Full(), new SourceSettings { Name = "shop" }).ToBytes();
        var hash = EntryDocument.Hash(bytes);
        bytes[10] ^= 1;
        var failure = Assert.Throws<PlatformException>(() => EntryDocument.Read(bytes, hash));
        Assert.Equal("entry-hash", failure.Kind);
        Assert.Equal(ExitCode.Configuration, failure.ExitCode);
        Assert.Equal($"the entry document has SHA-256 {EntryDocument.Hash(bytes)}, PLATFORM_ENTRY names {hash}", failure.Message);
    }

    [Theory]
    [InlineData("\"strict\":", "\"stirct\":", "it does not fit format 1 at $.entry.stirct")]
    [InlineData("\"format\":1,", "\"format\":2,", "its format is 2, this program reads format 1")]
    [InlineData("\"state\":\"active\"", "\"state\":\"asleep\"", "it does not fit format 1 at $.entry.state")]
    [InlineData("\"strict\":false", "\"strict\":false,\"strict\":true", "it does not fit format 1 at $.entry.strict")]
    public void Read_DocumentOfAnotherForm_SaysWhere(string from, string to, string why)
    {
        var text = Encoding.UTF8.GetString(EntryDocument.Of(Full(), new SourceSettings { Name = "shop" }).ToBytes());
        var changed = Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        var failure = Assert.Throws<PlatformException>(() => EntryDocument.Read(changed, EntryDocument.Hash(changed)));
        Assert.Equal("entry-document", failure.Kind);
        Assert.Equal($"the entry document cannot be read: {why}", failure.Message);
    }

    [Fact]
    public void Reference_Text_RoundTrips()
    {
        var hash = new string('a', 64);
        var reference = EntryReference.Parse($"s3://lake/_registry/x#y.json#{hash}");
        Assert.Equal("s3://lake/_registry/x#y.json", reference.Uri);
        Assert.Equal($"s3://lake/_registry/x#y.json#{hash}", reference.ToString());
        Assert.Equal("PLATFORM_ENTRY is not set", Assert.Throws<PlatformException>(() => EntryReference.Parse(null)).Message);
        Assert.Equal("PLATFORM_ENTRY is not <uri>#<sha256>", Assert.Throws<PlatformException>(() => EntryReference.Parse("s3://lake#abc")).Message);
    }

    private static Entry Full()
    {
        Assert.True(Schedule.TryCron("15 6 * * *", "Europe/Paris", out var schedule, out _));
        return new Entry
        {
            Source = "shop",
            Table = new TableName("public", "Orders \"ü\""),
            Key = ["id"],
            Schedule = schedule,
            MaxLateness = TimeSpan.FromMinutes(90),
            Filter = "deleted_at is null",
            Columns =
            [
                new EntryColumn { Name = "id", Type = "bigint", Nullable = false },
                new EntryColumn { Name = "email", Type = "text", Mask = Mask.Hash, Pii = true, OnLoss = OnLoss.Null, As = "text", Description = "line\nbreak" },
            ],
            Checks = [new Check.Unique(["id"]) { Severity = CheckSeverity.Warn }, new Check.Range("id", "0", null), new Check.Sql("select true")],
            Resources = new Resources(0.25m, 1L << 30, TimeSpan.FromMinutes(5)),
            Expect = new Expect(5_000_000, null),
            Outputs = [new Output("backup", FileFormat.Avro, Compression.Zstd)],
            Readers = ["arn:aws:iam::123456789012:role/analyst"],
            Tags = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["domain"] = "sales" },
        };
    }
}
