using Platform.Aws.Calls;
using Platform.Aws.Failures;

namespace Platform.Aws.Logs;

/// <summary>Reads a log stream from its start, each call what came since the last. For one caller at a time.</summary>
public sealed class LogTail(AwsClient client, string group, string stream)
{
    private string? _token;

    public string Stream => stream;

    /// <summary>The new lines, oldest first; none where the stream does not exist yet: it is made with its first line.</summary>
    /// <exception cref="AwsServiceException">The service refused.</exception>
    public async Task<IReadOnlyList<LogEvent>> ReadAsync(CancellationToken cancellation)
    {
        var lines = new List<LogEvent>();
        while (true)
        {
            GetLogEventsAnswer page;
            try
            {
                page = await client.CallAsync(LogsOperations.GetLogEvents, new GetLogEventsRequest(group, stream, _token), signedAt: null, cancellation).ConfigureAwait(false);
            }
            catch (AwsServiceException e) when (e.Code == "ResourceNotFoundException")
            {
                return lines;
            }

            lines.AddRange(page.Events ?? []);
            var isLast = page.NextForwardToken is null || page.NextForwardToken == _token;
            _token = page.NextForwardToken ?? _token;
            if (isLast) return lines;
        }
    }
}
