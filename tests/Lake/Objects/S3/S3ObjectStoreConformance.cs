using Platform.Conformance.Objects;
using Platform.Fakes.S3;
using Platform.Lake.Objects;

namespace Platform.Lake.Tests.Objects.S3;

/// <summary>The suite of every store, against a strict S3 over HTTP.</summary>
public sealed class S3ObjectStoreConformance : ObjectStoreConformance
{
    private FakeS3 _fake = null!;

    protected override async Task<IObjectStore> OpenAsync()
    {
        _fake = await FakeS3.StartAsync(S3Lake.Strict);
        return S3Lake.Open(_fake);
    }

    protected override ValueTask RemoveAsync() => _fake.DisposeAsync();
}
