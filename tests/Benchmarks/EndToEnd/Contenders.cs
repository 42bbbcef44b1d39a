using System.Globalization;
using Platform.Services;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>Who reads the table: the floor first, a known tool, then this project's engine up to each of its stages.</summary>
internal static class Contenders
{
    public static IEnumerable<Contender> All(TestDatabase database, long pages, int streams, string directory)
    {
        var statements = string.Join('\n', LineitemTable.CopyStatements(pages, streams));
        var self = Environment.ProcessPath!;
        yield return new Contender("bare drain", streams, self, ["drain", database.Cluster.Port.ToString(CultureInfo.InvariantCulture), database.Name]) { Input = statements };
        yield return Psql(database, pages, streams);
        foreach (var stage in Pipeline.Stages)
        {
            yield return new Contender($"engine: {stage}", streams, self, ["pipeline", stage, directory])
            {
                Input = statements,
                Environment = new Dictionary<string, string> { [UrlVariable] = database.Url },
            };
        }
    }

    /// <summary>Where a child finds the URL: not among its arguments, which everybody can list.</summary>
    public const string UrlVariable = "BENCHMARK_URL";

    private static Contender Psql(TestDatabase database, long pages, int streams)
    {
        var runs = LineitemTable.CopyStatements(pages, streams).Select(sql => $"psql -qXc \"{sql}\" > /dev/null &");
        return new Contender("psql > /dev/null", streams, "/bin/sh", ["-c", string.Join(' ', runs) + " wait"])
        {
            MeasuresMemory = false,
            Environment = new Dictionary<string, string>
            {
                ["PGHOST"] = "127.0.0.1",
                ["PGPORT"] = database.Cluster.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = "postgres",
                ["PGDATABASE"] = database.Name,
            },
        };
    }
}
