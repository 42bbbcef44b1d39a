using System.Text.RegularExpressions;

namespace Platform.Architecture.Tests;

/// <summary>Names that two programs, or two places of one, must agree on are written once: a name that is written twice is changed once.</summary>
public sealed partial class SharedNamesTests
{
    private static readonly IReadOnlyList<(string File, string Text)> Sources =
        [.. Repository.Files("jobs", "*.cs").Concat(Repository.Files("infra", "*.cs")).Select(file => (file, File.ReadAllText(Repository.Path(file))))];

    [Fact]
    public void Failure_ThatCodeDecidesBy_IsNamedByAConstant() =>
        // Name the kind in jobs/Registry/Failures/FailureKinds.cs.
        Assert.Equal([], from source in Sources from Match found in KindByLiteral.Matches(source.Text) select $"{source.File}: {found.Value}");

    [Fact]
    public void EnvironmentVariable_IsNamedInOneFile()
    {
        var places = from source in Sources
                     from name in Variable.Matches(source.Text).Select(match => match.Groups[1].Value).Distinct()
                     group source.File by name;
        Assert.Equal([], from place in places where place.Count() > 1 select $"{place.Key}: {string.Join(", ", place)}");
    }

    [GeneratedRegex("\\bKind(?: == | != | is | is not |: )\"[a-z]+-[a-z-]+\"")]
    private static partial Regex KindByLiteral { get; }

    [GeneratedRegex("\"(PLATFORM_[A-Z0-9_]+)\"")]
    private static partial Regex Variable { get; }
}
