using System.Text.RegularExpressions;

namespace Platform.Infra.Tests.Policies;

/// <summary>What must hold of the buckets, log groups, schedules, job definitions and catalog tables of every stack.</summary>
public sealed partial class ResourceTests
{
    [Theory]
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EveryBucket_IsEncryptedClosedAndOwned(string stack)
    {
        var plan = await PlannedStacks.OfAsync(stack);
        var buckets = plan.Of("aws:s3/bucket:Bucket");
        Assert.Equal(stack == "everything" ? 3 : 2, buckets.Count);
        foreach (var bucket in buckets)
        {
            var encryption = plan.One("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", bucket.Name).Inputs["rules"]![0]!["applyServerSideEncryptionByDefault"]!;
            Assert.Equal(bucket.Name == "logs" ? "AES256" : "aws:kms", (string)encryption["sseAlgorithm"]!);
            var block = plan.One("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", bucket.Name).Inputs;
            foreach (var each in new[] { "blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets" }) Assert.True((bool)block[each]!);
            Assert.Equal("BucketOwnerEnforced", (string)plan.One("aws:s3/bucketOwnershipControls:BucketOwnershipControls", bucket.Name).Inputs["rule"]!["objectOwnership"]!);
            var statements = plan.One("aws:s3/bucketPolicy:BucketPolicy", bucket.Name).Inputs["policy"]!["Statement"]!.AsArray();
            Assert.Contains(statements, statement => (string)statement!["Sid"]! == "TlsOnly" && (string)statement["Effect"]! == "Deny");
            Assert.Equal(bucket.Name != "logs", statements.Any(statement => (string)statement!["Sid"]! == "OwnKeyOnly"));
            Assert.Contains(plan.One("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", bucket.Name).Inputs["rules"]!.AsArray(), rule => rule!["abortIncompleteMultipartUpload"] is not null);
        }
        Assert.Equal("Enabled", (string)plan.One("aws:s3/bucketVersioning:BucketVersioning", "lake").Inputs["versioningConfiguration"]!["status"]!);
    }

    [Theory]
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EveryLogGroup_HasRetentionAndKey(string stack)
    {
        var groups = (await PlannedStacks.OfAsync(stack)).Of("aws:cloudwatch/logGroup:LogGroup");
        Assert.NotEmpty(groups);
        Assert.All(groups, group => Assert.True((long)group.Inputs["retentionInDays"]! > 0 && group.Inputs["kmsKeyId"] is not null));
    }

    [Theory]
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EverySchedule_HasADeadLetterQueueARetryPolicyAndATime(string stack)
    {
        var schedules = (await PlannedStacks.OfAsync(stack)).Of("aws:scheduler/schedule:Schedule");
        Assert.Equal(3, schedules.Count);
        foreach (var schedule in schedules)
        {
            var target = schedule.Inputs["target"]!;
            Assert.StartsWith("arn:aws:sqs:", (string)target["deadLetterConfig"]!["arn"]!, StringComparison.Ordinal);
            Assert.InRange((long)target["retryPolicy"]!["maximumEventAgeInSeconds"]!, 60, 86_400);
            Assert.InRange((long)target["retryPolicy"]!["maximumRetryAttempts"]!, 1, 185);
            Assert.Equal("<aws.scheduler.scheduled-time>", (string)target["input"]!["Parameters"]!["at"]!);
            Assert.Matches(JobName, (string)target["input"]!["JobName"]!);
            Assert.DoesNotContain(':', (string)target["input"]!["JobDefinition"]!);
        }
    }

    [Theory]
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EveryJobDefinition_RetriesWhatItMayAndEndsInExit(string stack)
    {
        foreach (var job in (await PlannedStacks.OfAsync(stack)).Of("aws:batch/jobDefinition:JobDefinition"))
        {
            var rules = job.Inputs["retryStrategy"]!["evaluateOnExits"]!.AsArray();
            Assert.InRange(rules.Count, 1, 5);
            Assert.Equal("{\"action\":\"EXIT\",\"onReason\":\"*\"}", rules[^1]!.ToJsonString());
            Assert.Contains(rules, rule => (string?)rule!["onExitCode"] == "75" && (string)rule["action"]! == "RETRY");
            Assert.All(rules.SkipLast(1), rule => Assert.Equal("RETRY", (string)rule!["action"]!));
            Assert.True((long)job.Inputs["timeout"]!["attemptDurationSeconds"]! >= 60);
            var container = job.Inputs["containerProperties"]!;
            Assert.True((bool)container["readonlyRootFilesystem"]!);
            Assert.Equal("DISABLED", (string)container["networkConfiguration"]!["assignPublicIp"]!);
            Assert.DoesNotContain(container["environment"]!.AsArray(), variable => ((string)variable!["name"]!).StartsWith("AWS_BATCH", StringComparison.Ordinal));
            Assert.True(System.Text.Encoding.UTF8.GetByteCount(job.Inputs.ToJsonString()) < 24 * 1024);
        }
    }

    [Theory]
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EveryCatalogColumn_IsLegalInAthenaAndNoLocationIsAJobs(string stack)
    {
        foreach (var table in (await PlannedStacks.OfAsync(stack)).Of("aws:glue/catalogTable:CatalogTable"))
        {
            Assert.DoesNotContain("_latest", (string)table.Inputs["name"]!, StringComparison.Ordinal);
            var storage = table.Inputs["storageDescriptor"]!;
            // The prefix of all attempts: a job moves partitions and _latest, never this.
            Assert.Matches("^s3://acme-lake-test/shop/[^/]+/[^/]+/$", (string)storage["location"]!);
            Assert.DoesNotContain("attempt=", table.Inputs.ToJsonString(), StringComparison.Ordinal);
            Assert.All(table.Inputs["partitionKeys"]!.AsArray(), key => Assert.Equal("string", (string)key!["type"]!));
            Assert.All(storage["columns"]!.AsArray(), column => Assert.Matches(AthenaType, (string)column!["type"]!));
            Assert.All(storage["columns"]!.AsArray(), column => Assert.Equal(((string)column!["name"]!).ToLowerInvariant(), (string)column["name"]!));
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex JobName { get; }

    [GeneratedRegex("^(boolean|smallint|int|bigint|float|double|string|binary|date|timestamp|decimal\\((3[0-8]|[12]?[0-9]),(3[0-8]|[12]?[0-9])\\)|array<[a-z0-9(),<>]+>|struct<.+>|map<.+>)$")]
    private static partial Regex AthenaType { get; }
}
