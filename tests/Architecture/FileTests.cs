namespace Platform.Architecture.Tests;

/// <summary>Shape before size: what a newcomer must never meet in this house.</summary>
public sealed class FileTests
{
    private static readonly string[] Banned = ["Utils", "Helpers", "Helper", "Common", "Manager", "Misc"];

    public static TheoryData<string> Sources => new(Repository.Files("jobs", "*.cs").Concat(Repository.Files("infra", "*.cs")));

    [Theory]
    [MemberData(nameof(Sources))]
    public void SourceFile_IsShortAndNamedForOneIdea(string file)
    {
        var lines = File.ReadAllLines(Repository.Path(file));
        Assert.True(lines.Length <= 400, $"{file} has {lines.Length} lines; past 400 a second idea hides in it.");
        foreach (var word in Banned)
        {
            Assert.False(Path.GetFileNameWithoutExtension(file).EndsWith(word, StringComparison.Ordinal), $"{file}: name it for what it does, not {word}.");
            Assert.False(file.Split('/').Contains(word), $"{file}: name the folder for its idea, not {word}.");
        }

        Assert.DoesNotContain(lines, l => l.TrimStart().StartsWith("#region", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void SourceFile_Namespace_FollowsItsFolder(string file)
    {
        var lines = File.ReadAllLines(Repository.Path(file));
        var declared = lines.FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].TrimEnd(';', ' ');
        if (declared is null) return;
        var folder = Path.GetDirectoryName(file)!.Replace('\\', '/');
        var expected = (folder.StartsWith("jobs/", StringComparison.Ordinal) ? "Platform." + folder["jobs/".Length..] : "Platform.Infra" + folder["infra".Length..]).Replace('/', '.');
        Assert.Equal(expected, declared);
    }
}
