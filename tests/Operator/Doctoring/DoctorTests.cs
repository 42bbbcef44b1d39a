using System.Globalization;
using System.Text.Json;
using Platform.Aws.Calls;
using Platform.Fakes.Athena;
using Platform.Fakes.Glue;
using Platform.Fakes.Http;
using Platform.Fakes.S3;
using Platform.Fakes.SecretsManager;
using Platform.Fakes.Services;
using Platform.Fakes.Signing;
using Platform.Lake.Catalog;
using Platform.Lake.Catalog.Glue;
using Platform.Operator.Tests.Running;
using Platform.Registry.Entries;
using Platform.Registry.Layout;
using Platform.Registry.Loading;
using Platform.Services;

namespace Platform.Operator.Tests.Doctoring;

public sealed class DoctorTests
{
    private const string Secret = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:platform/shop-a1b2c3";
    private const string Seed = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:platform/proof-seed-a1b2c3";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Doctor_WhereAllIsAllowed_AsksForEverythingAndChangesNothing()
    {
        await using var clinic = await Clinic.OpenAsync();
        var objects = clinic.S3.Bucket.Versions.Select(o => (o.Key, o.VersionId)).ToList();
        var latest = clinic.Glue.Table("dev_shop", "orders_latest")!.ToJsonString();

        var json = (await clinic.RunAsync("--output", "json")).Expect(0).Json;

        var findings = json.GetProperty("findings").EnumerateArray().Select(f => (Subject: f.GetProperty("subject").GetString(), Status: f.GetProperty("status").GetString())).ToList();
        Assert.All(findings, f => Assert.Equal("ok", f.Status));
        Assert.Equal(17, findings.Count);
        Assert.Equal(objects, clinic.S3.Bucket.Versions.Select(o => (o.Key, o.VersionId)));
        Assert.Equal(latest, clinic.Glue.Table("dev_shop", "orders_latest")!.ToJsonString());
        Assert.Empty(clinic.Glue.Partitions("dev_shop", "orders"));
        Assert.Equal("select 1", Assert.Single(clinic.Athena.Queries).Sql);
    }

    [Fact]
    public async Task Doctor_WherePermissionsAreMissing_PrintsTheStatementsToAdd()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.S3.Faults.Add(Fault.Denied("ListObjectsV2"), Fault.Denied("PutObject"), Fault.Denied("DeleteObject"), Fault.Denied("AbortMultipartUpload"));
        foreach (var operation in (string[])["UpdatePartition", "CreateTable"])
            clinic.Glue.Faults.Add(new Fault { Operation = operation, Kind = FaultKind.Refused, Status = 400, Code = "AccessDeniedException", Times = int.MaxValue });
        clinic.Secrets.Faults.Add(new Fault { Operation = "GetSecretValue", Kind = FaultKind.Refused, Status = 400, Code = "AccessDeniedException", Times = int.MaxValue });

        var result = (await clinic.RunAsync()).Expect(77);

        var catalog = "\"arn:aws:glue:eu-west-1:111111111111:catalog\",\"arn:aws:glue:eu-west-1:111111111111:database/dev_shop\"";
        Assert.Equal(
            $$"""
            Add to the role's policy:
            {"Effect":"Allow","Action":["secretsmanager:GetSecretValue"],"Resource":["{{Seed}}"]}
            {"Effect":"Allow","Action":["secretsmanager:GetSecretValue"],"Resource":["{{Secret}}"]}
            {"Effect":"Allow","Action":["s3:ListBucket"],"Resource":["arn:aws:s3:::{{FakeS3.BucketName}}"]}
            {"Effect":"Allow","Action":["s3:PutObject","s3:PutObjectTagging"],"Resource":["arn:aws:s3:::{{FakeS3.BucketName}}/stage/shop/public/orders/*"]}
            {"Effect":"Allow","Action":["s3:DeleteObjectVersion"],"Resource":["arn:aws:s3:::{{FakeS3.BucketName}}/stage/shop/public/orders/*"]}
            {"Effect":"Allow","Action":["s3:AbortMultipartUpload"],"Resource":["arn:aws:s3:::{{FakeS3.BucketName}}/stage/shop/public/orders/*"]}
            {"Effect":"Allow","Action":["glue:UpdatePartition"],"Resource":[{{catalog}},"arn:aws:glue:eu-west-1:111111111111:table/dev_shop/orders"]}
            {"Effect":"Allow","Action":["glue:CreateTable","glue:UpdateTable"],"Resource":[{{catalog}},"arn:aws:glue:eu-west-1:111111111111:table/dev_shop/orders_latest"]}

            """,
            result.Output[result.Output.IndexOf("Add to", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task Doctor_WhereTheKeyIsMissing_NamesItByItsAlias()
    {
        await using var clinic = await Clinic.OpenAsync();
        const string Words = "User: arn:aws:sts::111111111111:assumed-role/job is not authorized to perform: {0} on resource: arn:aws:kms:eu-west-1:111111111111:key/0f because no identity-based policy allows it";
        foreach (var (operation, action) in (ReadOnlySpan<(string, string)>)[("GetObject", "kms:Decrypt"), ("PutObject", "kms:GenerateDataKey")])
            clinic.S3.Faults.Add(new Fault { Operation = operation, Kind = FaultKind.Refused, Status = 403, Code = "AccessDenied", Message = string.Format(CultureInfo.InvariantCulture, Words, action) });

        var result = (await clinic.RunAsync()).Expect(77);

        const string Rest = "\"Resource\":[\"arn:aws:kms:eu-west-1:111111111111:key/*\"],\"Condition\":{\"ForAnyValue:StringEquals\":{\"kms:ResourceAliases\":[\"alias/platform-dev-data\"]}}}\n";
        Assert.EndsWith(
            $"Add to the role's policy:\n{{\"Effect\":\"Allow\",\"Action\":[\"kms:Decrypt\"],{Rest}{{\"Effect\":\"Allow\",\"Action\":[\"kms:GenerateDataKey\"],{Rest}", result.Output, StringComparison.Ordinal);
    }

    /// <summary>The role of the committed plan, held to what is asked: a right that jobs get and nobody looks at would be found missing by a job alone.</summary>
    [Fact]
    public async Task Doctor_AsksForEveryRightThatTheRoleOfAJobHas()
    {
        await using var clinic = await Clinic.OpenAsync();
        // Athena asks for these in the job's name while it answers: the query shows whether they are there.
        string[] ofTheQuery = ["glue:BatchGetPartition", "glue:GetDatabase", "s3:GetBucketLocation"];

        var json = (await clinic.RunAsync("--output", "json")).Expect(0).Json;

        var asked = json.GetProperty("findings").EnumerateArray().SelectMany(f => f.GetProperty("actions").EnumerateArray()).Select(a => a.GetString()!).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(RoleOf("shop/public.payments").Except(ofTheQuery).Order(StringComparer.Ordinal), asked);
    }

    /// <summary>The actions that the committed plan of <c>dev</c> allows the job of a table with <c>verify: athena</c>.</summary>
    private static IEnumerable<string> RoleOf(string table)
    {
        using var plan = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "stacks", "plans", "dev.json")));
        return [.. plan.RootElement.GetProperty("resources").EnumerateArray()
            .Where(r => r.GetProperty("type").GetString() == "aws:iam/rolePolicy:RolePolicy" && r.GetProperty("name").GetString() == table)
            .SelectMany(r => r.GetProperty("inputs").GetProperty("policy").GetProperty("Statement").EnumerateArray())
            .SelectMany(s => s.GetProperty("Action").EnumerateArray()).Select(a => a.GetString()!).Distinct()];
    }

    [Fact]
    public async Task Doctor_WhereTheSourceIsAway_SaysSoAndAsksOn()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Secrets.Secrets[Secret] = "postgresql://reader:canary-77@127.0.0.1:1/shop";

        var result = (await clinic.RunAsync()).Expect(75);

        Assert.Contains("failed     source shop  (secretsmanager:GetSecretValue)\n", result.Output);
        Assert.Contains("ok         look at dev_shop.orders", result.Output);
        Assert.DoesNotContain("canary-77", result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_OnTheLocalStack_AsksForLedgerAndSources()
    {
        await using var platform = new PlatformProcess();
        var source = await PostgresServer.CreateDatabaseAsync(Cancel);
        var registry = new RegistryFolder(platform.Home).Source("press").SmallTable("press", "public.news");

        var result = (await platform.RunAsync("doctor", "--registry", registry.Path, "--source", $"press={source.Url}")).Expect(0);

        Assert.Matches("^ok         the ledger.*\nok         the seed of the proof.*\nok         source press.*\n$", result.Output);
    }

    /// <summary>The stack <c>dev</c> with everything in its place, and one snapshot of its table.</summary>
    private sealed class Clinic : IAsyncDisposable
    {
        private readonly PlatformProcess _platform = new();
        private string[] _arguments = [];

        public required FakeS3 S3 { get; init; }

        public required FakeGlue Glue { get; init; }

        public required FakeSecretsManager Secrets { get; init; }

        public required FakeAthena Athena { get; init; }

        public static async Task<Clinic> OpenAsync()
        {
            var clinic = new Clinic { S3 = await FakeS3.StartAsync(new S3Rules()), Glue = await FakeGlue.StartAsync("dev_shop"), Secrets = await FakeSecretsManager.StartAsync(), Athena = await FakeAthena.StartAsync("platform-dev") };
            await clinic.SetUpAsync();
            return clinic;
        }

        public Task<PlatformResult> RunAsync(params string[] further) => _platform.RunAsync(["doctor", .. _arguments, .. further]);

        public async ValueTask DisposeAsync()
        {
            await _platform.DisposeAsync();
            await S3.DisposeAsync();
            await Glue.DisposeAsync();
            await Secrets.DisposeAsync();
            await Athena.DisposeAsync();
        }

        private async Task SetUpAsync()
        {
            var ledger = (await PostgresServer.CreateDatabaseAsync(Cancel)).Url;
            Secrets.Secrets[Secret] = (await PostgresServer.CreateDatabaseAsync(Cancel)).Url;
            Secrets.Secrets[Seed] = "0123456789abcdef";
            Athena.Answer = _ => new FakeQueryResult { Columns = [("_col0", "integer")], Rows = [["1"]] };
            var registry = new RegistryFolder(_platform.Home).Source("shop")
                .Table("shop", "public.orders", "table: public.orders\nkey: [id]\nverify: athena\ncolumns:\n  - { name: id, type: integer, nullable: false }\n");
            _arguments = ["--stack", "dev", "--registry", registry.Path, "--lake", $"s3://{FakeS3.BucketName}/stage", "--ledger", ledger];
            foreach (var (name, value) in FakeCredentials.Default.Variables) Environment.SetEnvironmentVariable(name, value);
            _platform.With(FakeCredentials.Default.Variables).With(
            [
                ("PLATFORM_LAKE_OWNER", S3.Bucket.Rules.Owner), ("AWS_ENDPOINT_URL_S3", S3.Endpoint.AbsoluteUri), ("AWS_ENDPOINT_URL_GLUE", Glue.Endpoint.AbsoluteUri),
                ("AWS_ENDPOINT_URL_SECRETSMANAGER", Secrets.Endpoint.AbsoluteUri), ("AWS_ENDPOINT_URL_ATHENA", Athena.Endpoint.AbsoluteUri),
            ]);

            (await _platform.RunAsync("ledger", "migrate", "--ledger", ledger)).Expect(0);
            Glue.Deploy("dev_shop", "orders", null, "parquet", ("id", "int"));
            var contents = RegistryLoader.Load(registry.Path);
            var entry = contents.DocumentOf(contents.Entries[0]).ToBytes();
            Put(ObjectLayout.EntryKey("shop", new TableName("public", "orders"), EntryDocument.Hash(entry)), entry);
            await SnapshotAsync();
        }

        private void Put(string key, byte[] content) => S3.Bucket.Put(new S3Object($"stage/{key}", content, DateTimeOffset.UnixEpoch) { ETag = S3Bucket.ETagOf(content) }, ifNoneMatch: false);


        /// <summary>What a first snapshot leaves: the pointer of <c>_latest</c>, and a manifest where it points.</summary>
        private async Task SnapshotAsync()
        {
            var attempt = Ulid.New(TimeProvider.System);
            var prefix = ObjectLayout.AttemptPrefix("shop", new TableName("public", "orders"), new SnapshotTime(DateTimeOffset.UnixEpoch), attempt);
            Put(prefix + ObjectLayout.ManifestName, [1]);
            var settings = new AwsSettings(FakeJsonService.Region, name => name == "AWS_ENDPOINT_URL_GLUE" ? Glue.Endpoint.AbsoluteUri : null);
            using var client = new AwsClient(settings, TimeProvider.System);
            await new GlueCatalog(client, TimeProvider.System).MoveLatestAsync(new TableIdentifier("dev_shop", "orders"), new Pointer
            {
                Location = new Uri($"s3://{FakeS3.BucketName}/stage/{prefix}"),
                Columns = [new CatalogColumn("id", "int")],
                Format = "parquet",
                Parameters = new PointerParameters { Publication = 1, Attempt = attempt, SnapshotTime = new SnapshotTime(DateTimeOffset.UnixEpoch), CapturedAt = DateTimeOffset.UnixEpoch, Rows = 1, Bytes = 1 },
            }, Cancel);
        }
    }
}
