using Platform.Infra.Naming;
using Platform.Infra.Policies;
using Platform.Infra.Settings;
using Platform.Infra.Storage;

namespace Platform.Infra.Alerts;

/// <summary>Where people hear of failures: a topic, and the mail addresses of the stack.</summary>
public sealed class Notices : ComponentResource
{
    public Notices(string name, CloudSettings settings, DataKey key, ComponentResourceOptions options) : base("platform:alerts:Notices", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var topic = new Aws.Sns.Topic(name, new Aws.Sns.TopicArgs
        {
            Name = CloudName.Of(settings.Stack, "notices"),
            DisplayName = $"platform {settings.Stack}",
            KmsMasterKeyId = key.Arn,
            Tags = CloudTags.OfStack(settings),
        }, child);
        Topic = topic.Arn;
        _ = new Aws.Sns.TopicPolicy(name, new Aws.Sns.TopicPolicyArgs { Arn = Topic, Policy = Topic.Apply(arn => TopicPolicy(settings, arn).ToJson()) }, child);
        foreach (var mail in settings.AlertMail)
            _ = new Aws.Sns.TopicSubscription(mail, new Aws.Sns.TopicSubscriptionArgs { Topic = Topic, Protocol = "email", Endpoint = mail }, child);
        RegisterOutputs();
    }

    public Output<string> Topic { get; }

    /// <summary>EventBridge says nothing about itself when it publishes: under any condition its notices would be dropped, and nobody would hear of it.</summary>
    private static PolicyDocument TopicPolicy(CloudSettings settings, string topic) => new(
        new Statement("FailedJobs", ["sns:Publish"], [topic]) { Principal = Conditions.Service("events.amazonaws.com") },
        new Statement("Alarms", ["sns:Publish"], [topic])
        {
            Principal = Conditions.Service("cloudwatch.amazonaws.com"),
            Condition = Conditions.When(("StringEquals", "aws:SourceAccount", [settings.Account])),
        });
}
