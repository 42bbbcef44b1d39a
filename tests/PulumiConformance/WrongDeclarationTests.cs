
namespace Platform.PulumiConformance.Tests;

/// <summary>The comparison with the provider is only worth something where it fails: one deliberate mistake each.</summary>
public sealed class WrongDeclarationTests
{
    private static readonly Names Known = Names.Read();
    private static readonly Lazy<Declarations> Provider = new(() => new Declarations(ProviderPackage.Fetch(Known)));

    [Theory]
    [InlineData("aws:sqs/queue:Queue", "")]
    [InlineData("aws:sqs/queues:Queue", "sqs.Queue: token aws:sqs/queues:Queue, the provider's is aws:sqs/queue:Queue")]
    public void Token_OfAnotherResource_IsADifference(string token, string expected) =>
        Assert.Equal(expected, Differences(comparison => comparison.Token("sqs", "Queue", token)));

    [Fact]
    public void Token_OfAResourceThatTheProviderLacks_IsADifference() =>
        Assert.Equal("sqs.Quay: token aws:sqs/quay:Quay, the provider's is none", Differences(comparison => comparison.Token("sqs", "Quay", "aws:sqs/quay:Quay")));

    [Fact]
    public void Input_UnderAnotherName_IsADifference() => Assert.Equal("QueueMisspelled: the provider has no input queueName", Of<QueueMisspelled>("sqs", "Queue"));

    [Fact]
    public void Input_OfAnotherScalar_IsADifference() => Assert.Equal("QueueRetyped.DelaySeconds: string, the provider's is number", Of<QueueRetyped>("sqs", "Queue"));

    [Fact]
    public void Input_ListForAScalar_IsADifference() => Assert.Equal("QueueListed.Name: a list, the provider's is string", Of<QueueListed>("sqs", "Queue"));

    [Fact]
    public void Input_MapForAList_IsADifference() =>
        Assert.Equal("JobDefinitionMapped.PlatformCapabilities: a map, the provider's is pulumi.Input<string>[]", Of<JobDefinitionMapped>("batch", "JobDefinition"));

    [Fact]
    public void Input_RequiredWhereTheProviderAsksForNone_IsADifference() => Assert.Equal("QueueDemanding.Name: required True, the provider's False", Of<QueueDemanding>("sqs", "Queue"));

    [Fact]
    public void Input_OptionalWhereTheProviderRequiresIt_IsADifference() =>
        Assert.Equal("JobDefinitionLax.Type: required False, the provider's True", Of<JobDefinitionLax>("batch", "JobDefinition"));

    [Fact]
    public void Input_RequiredAndMissing_IsADifference() => Assert.Equal("JobDefinitionUntyped: the provider requires type", Of<JobDefinitionUntyped>("batch", "JobDefinition"));

    [Fact]
    public void Input_OfAnotherNestedType_IsADifference() =>
        Assert.Equal("JobDefinitionMisnested.Timeout: JobDefinitionDeadlineArgs, the provider's is inputs.batch.JobDefinitionTimeout", Of<JobDefinitionMisnested>("batch", "JobDefinition"));

    [Fact]
    public void Input_WrongInsideANestedType_IsADifference() =>
        Assert.Equal("JobDefinitionTimeoutArgs.AttemptDurationSeconds: boolean, the provider's is number", Of<JobDefinitionNested>("batch", "JobDefinition"));

    [Fact]
    public void Property_NotTheInputsName_IsADifference() =>
        Assert.Equal("QueueRenamed: input name is called QueueName, expected Name; a name of its own belongs in names.json with its source", Of<QueueRenamed>("sqs", "Queue"));

    [Fact]
    public void Output_ThatTheProviderLacks_IsADifference()
    {
        var comparison = new Comparison(Provider.Value, Known);
        comparison.Outputs("sqs", typeof(Queue));
        Assert.Equal(["WrongDeclarationTests+Queue: the provider has no output length"], comparison.Differences.Select(Short));
    }

    private static string Of<TArgs>(string module, string resource) => Differences(comparison => comparison.Arguments(module, resource, typeof(TArgs)));

    private static string Differences(Action<Comparison> compare)
    {
        var comparison = new Comparison(Provider.Value, Known);
        compare(comparison);
        return string.Join('\n', comparison.Differences.Select(Short)).Replace($"{nameof(WrongDeclarationTests)}+", "", StringComparison.Ordinal);
    }

    private static string Short(string difference) => difference.Replace($"{typeof(WrongDeclarationTests).Namespace}.", "", StringComparison.Ordinal);

    private sealed class QueueMisspelled : Pulumi.ResourceArgs
    {
        [Input("queueName")]
        public Pulumi.Input<string>? QueueName { get; set; }
    }

    private sealed class QueueRetyped : Pulumi.ResourceArgs
    {
        [Input("delaySeconds")]
        public Pulumi.Input<string>? DelaySeconds { get; set; }
    }

    private sealed class QueueListed : Pulumi.ResourceArgs
    {
        [Input("name")]
        public Pulumi.InputList<string>? Name { get; set; }
    }

    private sealed class QueueDemanding : Pulumi.ResourceArgs
    {
        [Input("name", required: true)]
        public Pulumi.Input<string>? Name { get; set; }
    }

    private sealed class QueueRenamed : Pulumi.ResourceArgs
    {
        [Input("name")]
        public Pulumi.Input<string>? QueueName { get; set; }
    }

    private sealed class JobDefinitionMapped : Pulumi.ResourceArgs
    {
        [Input("type", required: true)]
        public Pulumi.Input<string> Type { get; set; } = null!;

        [Input("platformCapabilities")]
        public Pulumi.InputMap<string>? PlatformCapabilities { get; set; }
    }

    private sealed class JobDefinitionLax : Pulumi.ResourceArgs
    {
        [Input("type")]
        public Pulumi.Input<string>? Type { get; set; }
    }

    private sealed class JobDefinitionUntyped : Pulumi.ResourceArgs
    {
        [Input("name")]
        public Pulumi.Input<string>? Name { get; set; }
    }

    private sealed class JobDefinitionMisnested : Pulumi.ResourceArgs
    {
        [Input("type", required: true)]
        public Pulumi.Input<string> Type { get; set; } = null!;

        [Input("timeout")]
        public Pulumi.Input<JobDefinitionDeadlineArgs>? Timeout { get; set; }
    }

    private sealed class JobDefinitionDeadlineArgs : Pulumi.ResourceArgs;

    private sealed class JobDefinitionNested : Pulumi.ResourceArgs
    {
        [Input("type", required: true)]
        public Pulumi.Input<string> Type { get; set; } = null!;

        [Input("timeout")]
        public Pulumi.Input<JobDefinitionTimeoutArgs>? Timeout { get; set; }
    }

    private sealed class JobDefinitionTimeoutArgs : Pulumi.ResourceArgs
    {
        [Input("attemptDurationSeconds")]
        public Pulumi.Input<bool>? AttemptDurationSeconds { get; set; }
    }

    private abstract class Queue
    {
        [Output("arn")]
        public Pulumi.Output<string> Arn { get; } = null!;

        [Output("length")]
        public Pulumi.Output<int> Length { get; } = null!;
    }
}
