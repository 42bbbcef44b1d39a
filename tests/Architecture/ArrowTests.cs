using System.Xml.Linq;

namespace Platform.Architecture.Tests;

/// <summary>The arrows of the house point one way; each rule says why it is there.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, (string[] May, string Reason)> Arrows = new(StringComparer.Ordinal)
    {
        ["jobs/Registry"] = ([], "the registry is what infrastructure and jobs agree on, so it knows neither"),
        ["jobs/Columns"] = (["jobs/Registry"], "columns flow between any source and any file, so they know neither"),
        ["jobs/Formats"] = (["jobs/Columns"], "a file format must be testable from memory, without a source or a lake"),
        ["jobs/Difference"] = (["jobs/Formats"], "rows are compared wherever they come from, so that it is testable from memory, without a lake"),
        ["jobs/Sources/Postgres"] = (["jobs/Columns"], "a source must not know what its columns are written as"),
        ["jobs/Aws"] = (["jobs/Registry"], "the client of AWS services knows requests and answers, not what they are for"),
        ["jobs/Lake"] = (["jobs/Registry", "jobs/Aws"], "the lake stores bytes and pointers; what is in them is the formats' business"),
        ["jobs/Ledger"] = (["jobs/Registry"], "the ledger is the only code that writes status, and it knows nothing else"),
        ["jobs/Publication"] = (["jobs/Lake", "jobs/Ledger"], "publishing is the one place where ledger and catalog meet"),
        ["jobs/Telemetry"] = (["jobs/Registry"], "events are for binaries; libraries return facts instead of logging them"),
        ["jobs/LocalStack"] = (["jobs/Registry"], "the embedded stack is a tool of the desk, unknown to jobs"),
        ["jobs/ReadyToRun"] = ([], "what publishes binaries is a tool of the build: nothing of it is in them"),
        ["jobs/Snapshot"] = (Libraries, "a binary uses libraries, never another binary or the embedded stack"),
        ["jobs/Restore"] = (["jobs/Aws", "jobs/Columns", "jobs/Registry", "jobs/Formats", "jobs/Difference", "jobs/Sources/Postgres", "jobs/Lake", "jobs/Telemetry"], "a snapshot restores from its manifest alone, so that the ledger may be lost"),
        ["jobs/Watch"] = (["jobs/Aws", "jobs/Ledger", "jobs/Telemetry"], "what it says comes from the ledger alone, so that it can be said while sources and lake are down"),
        ["jobs/Operator"] = ([.. Libraries, "jobs/Difference", "jobs/LocalStack"], "the operator uses libraries and starts job binaries as processes, as the scheduler does"),
        ["infra"] = (["jobs/Registry", "tests/PulumiOffline"], "infrastructure is derived from the registry alone, so that a plan needs no job code (and stands on a stand-in where the package feed lacks Pulumi)"),
    };

    private static string[] Libraries =>
        ["jobs/Columns", "jobs/Registry", "jobs/Formats", "jobs/Sources/Postgres", "jobs/Aws", "jobs/Lake", "jobs/Ledger", "jobs/Publication", "jobs/Telemetry"];

    public static TheoryData<string> Projects => new(Repository.Projects("jobs").Concat(Repository.Projects("infra")));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_PointOnlyWhereTheHouseAllows(string project)
    {
        var folder = Path.GetDirectoryName(project)!.Replace('\\', '/');
        Assert.True(Arrows.TryGetValue(folder, out var rule), $"{folder} has no arrow rule: decide where it stands and add it with a reason.");
        foreach (var reference in References(project))
            Assert.True(rule.May.Contains(reference), $"{folder} must not reference {reference}: {rule.Reason}.");
    }

    [Theory]
    [InlineData("Npgsql", new[] { "jobs/Sources/Postgres", "jobs/Ledger", "jobs/LocalStack" }, "one place reads sources, one writes status, one starts the embedded cluster")]
    [InlineData("YamlDotNet", new[] { "jobs/Registry" }, "YAML is read into the registry's own model and nowhere else")]
    [InlineData("System.CommandLine", new[] { "jobs/Operator" }, "job binaries start hourly by the thousand; their two options need no framework")]
    [InlineData("AWSSDK.S3", new[] { "jobs/Lake" }, "only the lake's S3 files know the SDK, so that nothing else loads it")]
    [InlineData("AWSSDK.Core", new[] { "jobs/Aws" }, "credentials and signatures are one folder's business")]
    [InlineData("Spectre.Console", new[] { "jobs/Operator" }, "only the operator faces a person")]
    public void Package_IsReferenced_OnlyWhereItBelongs(string package, string[] folders, string reason)
    {
        var found = Repository.Projects("jobs")
            .Where(p => XDocument.Load(Repository.Path(p)).Descendants("PackageReference").Any(r => (string?)r.Attribute("Include") == package))
            .Select(p => Path.GetDirectoryName(p)!.Replace('\\', '/'))
            .ToList();
        Assert.NotEmpty(found);
        foreach (var folder in found) Assert.True(folders.Contains(folder), $"{folder} must not reference {package}: {reason}.");
    }

    private static IEnumerable<string> References(string project)
    {
        var directory = Path.GetDirectoryName(Repository.Path(project))!;
        foreach (var reference in XDocument.Load(Repository.Path(project)).Descendants("ProjectReference"))
        {
            var target = Path.GetFullPath(Path.Combine(directory, (string)reference.Attribute("Include")!));
            yield return Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(target)!).Replace('\\', '/');
        }
    }
}
