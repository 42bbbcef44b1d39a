using Platform.Restore.Planning;

namespace Platform.Restore.Tests.Planning;

public sealed class LoadOrderTests
{
    [Fact]
    public void Of_ChainOfReferences_PutsTheReferredFirst() =>
        Assert.Equal<uint>([3u, 4, 2, 1], LoadOrder.Of<uint>([1, 2, 3, 4], t => t, [(1, 2), (2, 3)]));

    [Fact]
    public void Of_Circle_KeepsItLastAndAsItWas() =>
        Assert.Equal<uint>([3u, 1, 2], LoadOrder.Of<uint>([1, 2, 3], t => t, [(1, 2), (2, 1)]));
}
