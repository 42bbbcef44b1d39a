using System.Text.Json;
using Platform.Fakes.S3;
using Platform.Fakes.Signing;
using Platform.Judges;

namespace Platform.Snapshot.Tests.Aws;

/// <summary>A reader of the lake: DuckDB, which asks S3 over HTTP for the ranges it needs, signed with credentials that may read and nothing else.</summary>
internal static class LakeReader
{
    /// <summary>The rows of a query over <c>s3://</c> URLs, a line each, their values joined by <c>|</c>.</summary>
    public static string Query(FakeS3 lake, string sql)
    {
        var settings = new Dictionary<string, string>
        {
            ["s3_endpoint"] = lake.Endpoint.AbsoluteUri.TrimEnd('/'),
            ["s3_region"] = FakeS3.Region,
            ["s3_access_key_id"] = FakeCredentials.Reader.AccessKey,
            ["s3_secret_access_key"] = FakeCredentials.Reader.SecretKey,
            ["s3_session_token"] = FakeCredentials.Reader.SessionToken!,
        };
        return JudgeRunner.Script("duckdb-s3.mjs", JsonSerializer.Serialize(settings), sql).TrimEnd('\n');
    }
}
