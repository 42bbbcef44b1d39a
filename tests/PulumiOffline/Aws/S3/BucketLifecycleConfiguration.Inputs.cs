namespace Pulumi.Aws.S3.Inputs;

public sealed class BucketLifecycleConfigurationRuleArgs : ResourceArgs
{
    [Input("id", required: true)]
    public Input<string> Id { get; set; } = null!;

    [Input("status", required: true)]
    public Input<string> Status { get; set; } = null!;

    [Input("filter")]
    public Input<Inputs.BucketLifecycleConfigurationRuleFilterArgs>? Filter { get; set; }

    [Input("expiration")]
    public Input<Inputs.BucketLifecycleConfigurationRuleExpirationArgs>? Expiration { get; set; }

    [Input("noncurrentVersionExpiration")]
    public Input<Inputs.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs>? NoncurrentVersionExpiration { get; set; }

    [Input("abortIncompleteMultipartUpload")]
    public Input<Inputs.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs>? AbortIncompleteMultipartUpload { get; set; }

    [Input("transitions")]
    private InputList<Inputs.BucketLifecycleConfigurationRuleTransitionArgs>? _transitions;

    public InputList<Inputs.BucketLifecycleConfigurationRuleTransitionArgs> Transitions { get => _transitions ??= new(); set => _transitions = value; }
}

public sealed class BucketLifecycleConfigurationRuleFilterArgs : ResourceArgs
{
    [Input("prefix")]
    public Input<string>? Prefix { get; set; }

    [Input("tag")]
    public Input<Inputs.BucketLifecycleConfigurationRuleFilterTagArgs>? Tag { get; set; }
}

public sealed class BucketLifecycleConfigurationRuleExpirationArgs : ResourceArgs
{
    [Input("days")]
    public Input<int>? Days { get; set; }

    [Input("expiredObjectDeleteMarker")]
    public Input<bool>? ExpiredObjectDeleteMarker { get; set; }
}

public sealed class BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs : ResourceArgs
{
    [Input("noncurrentDays", required: true)]
    public Input<int> NoncurrentDays { get; set; } = null!;
}

public sealed class BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs : ResourceArgs
{
    [Input("daysAfterInitiation")]
    public Input<int>? DaysAfterInitiation { get; set; }
}

public sealed class BucketLifecycleConfigurationRuleTransitionArgs : ResourceArgs
{
    [Input("days")]
    public Input<int>? Days { get; set; }

    [Input("storageClass", required: true)]
    public Input<string> StorageClass { get; set; } = null!;
}

public sealed class BucketLifecycleConfigurationRuleFilterTagArgs : ResourceArgs
{
    [Input("key", required: true)]
    public Input<string> Key { get; set; } = null!;

    [Input("value", required: true)]
    public Input<string> Value { get; set; } = null!;
}
