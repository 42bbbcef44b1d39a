// The SDK's test deployments share static state: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
