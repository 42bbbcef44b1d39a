using System.Runtime.ExceptionServices;
using Platform.Registry.Failures;

namespace Platform.Snapshot.Reading;

/// <summary>
/// Runs streams side by side, each on a thread of its own: they block on sockets and compress, which would starve a thread pool.
/// The first failure cancels the others; it, and not their cancellation, is what comes out.
/// </summary>
internal static class StreamGroup
{
    public static async Task<IReadOnlyList<T>> RunAsync<T>(IReadOnlyList<Func<CancellationToken, T>> streams, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var tasks = streams
            .Select(stream => Task.Factory.StartNew(
                () =>
                {
                    try
                    {
                        return stream(stop.Token);
                    }
                    catch
                    {
                        stop.Cancel();
                        throw;
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default))
            .ToList();
        try
        {
            return await Task.WhenAll(tasks).ConfigureAwait(false);
        }
        catch
        {
            cancellation.ThrowIfCancellationRequested();
            var failures = tasks.Where(t => t.IsFaulted).SelectMany(t => t.Exception!.InnerExceptions).ToList();
            var first = failures.FirstOrDefault(e => e is PlatformException { Retryable: false }) ?? failures.FirstOrDefault(e => e is not OperationCanceledException);
            if (first is not null) ExceptionDispatchInfo.Throw(first);
            throw;
        }
    }
}
