using Platform.ExactlyOnce.Tests.Cloud;
using Platform.ExactlyOnce.Tests.Running;

namespace Platform.ExactlyOnce.Tests.Retention;

/// <summary>Where a test's shelf stands: on directories, or on S3 and Glue over HTTP.</summary>
internal sealed class ShelfPlace(bool overHttp) : IAsyncDisposable
{
    private CloudSite? _cloud;
    private Site? _site;

    /// <summary>A fresh site; one per place.</summary>
    public async Task<Site> OpenAsync()
    {
        if (!overHttp) return _site = await Site.CreateAsync();
        _cloud = await CloudSite.CreateAsync();
        return _cloud.Site;
    }

    public ValueTask DisposeAsync()
    {
        _site?.Dispose();
        return _cloud?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
