using System.Text;
using Platform.Registry.Failures;
using Platform.Registry.Yaml;

namespace Platform.Registry.Tests.Yaml;

public class YamlReaderTests
{
    [Theory]
    [InlineData("a: &x 1\nb: 2", "f:1:4: anchors are not part of the grammar (write the value out where it is needed)")]
    [InlineData("a: 1\nb: *x", "f:2:4: aliases are not part of the grammar (write the value out)")]
    [InlineData("a: 1\n<<: { b: 2 }", "f:2:1: merge keys are not part of the grammar (write the keys out)")]
    [InlineData("a: !!int 1", "f:1:4: tags are not part of the grammar (remove the !tag)")]
    [InlineData("a: 1\nb: 2\na: 3", "f:3:1: key 'a' is given twice (first on line 1)")]
    [InlineData("a: 1\n---\nb: 2", "f:2:1: a second document starts here (one file describes one thing; remove everything from here)")]
    [InlineData("", "f:1:1: the file is empty")]
    [InlineData("# only a comment\n", "f:1:1: the file is empty")]
    [InlineData("[a]: 1", "f:1:1: a key is text, found a list")]
    [InlineData("a: \"\\0\"", "f:1:4: contains a character that PostgreSQL cannot store: NUL or half a surrogate pair")]
    public void Read_WhatIsNotPlainData_IsAMistake(string text, string expected)
    {
        var mistakes = new MistakeList();
        YamlReader.Read(text, "f", mistakes);
        Assert.Equal(expected, Assert.Single(mistakes.Sorted).ToString());
    }

    [Theory]
    [InlineData("a: b: c")]
    [InlineData("a: [1, 2")]
    [InlineData("a: \"open")]
    [InlineData("a:\n\tb: 1\n c")]
    [InlineData("a: @b")]
    [InlineData("a: 1\n b: 2")]
    public void Read_BrokenSyntax_IsOneMistakeWithAPlace(string text)
    {
        var mistakes = new MistakeList();
        Assert.Null(YamlReader.Read(text, "f", mistakes));
        var mistake = Assert.Single(mistakes.Sorted);
        Assert.StartsWith("this is not YAML: ", mistake.Message, StringComparison.Ordinal);
        Assert.InRange(mistake.Line, 1, 3);
    }

    [Fact]
    public void Read_DeepNesting_IsRefusedNotFollowed()
    {
        var mistakes = new MistakeList();
        Assert.Null(YamlReader.Read(new string('[', 100_000), "f", mistakes));
        Assert.Contains("nested deeper than 32 levels", Assert.Single(mistakes.Sorted).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NotUtf8_SaysWhichByte()
    {
        var mistakes = new MistakeList();
        Assert.Null(YamlReader.Read("a: \xE9"u8.ToArray().AsSpan(0, 4), "f", mistakes));
        Assert.Equal("f:1:1: the file is not UTF-8: byte 3 does not belong (save it as UTF-8)", Assert.Single(mistakes.Sorted).ToString());
    }

    [Fact]
    public void Read_ByteOrderMarkAndCarriageReturns_AreTaken()
    {
        var mistakes = new MistakeList();
        var root = YamlReader.Read(Encoding.UTF8.GetBytes("\uFEFFa: 1\r\nb: x\r\n"), "f", mistakes);
        Assert.Empty(mistakes.Sorted);
        Assert.Equal("x", Assert.IsType<YamlScalar>(Assert.IsType<YamlMapping>(root).Find("b")).Text);
    }
}
