using Platform.ExactlyOnce.Tests.Running;

// Most cases wait for a lease to run out or for a server to come back: several go side by side on few cores.
[assembly: CollectionBehavior(MaxParallelThreads = 8)]
[assembly: AssemblyFixture(typeof(Totals))]
