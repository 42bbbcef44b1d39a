namespace Platform.Formats.Tests.Conformance;

/// <summary>Rows in canonical form, held against what a reader found.</summary>
internal static class FileAssert
{
    /// <summary>Counts first, then row by row.</summary>
    public static void Rows(string reader, IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        Assert.True(expected.Count == found.Count, $"{reader} found {found.Count} rows, expected {expected.Count}");
        for (var i = 0; i < expected.Count; i++)
            Assert.True(expected[i] == found[i], $"{reader}, row {i + 1}:\n expected {expected[i]}\n found    {found[i]}");
    }
}
