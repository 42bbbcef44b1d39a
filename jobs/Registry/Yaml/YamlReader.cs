using System.Text;
using Platform.Registry.Failures;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Platform.Registry.Yaml;

/// <summary>
/// YAML events to nodes. The registry is plain data: anchors, aliases, merges, tags, repeated keys and further documents are mistakes.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>The grammar nests four deep; whoever nests deeper is not writing an entry.</summary>
    private const int MaxDepth = 32;

    private readonly IParser _parser;
    private readonly string _file;
    private readonly MistakeList _mistakes;

    private YamlReader(IScanner scanner, string file, MistakeList mistakes)
    {
        _parser = new Parser(scanner);
        _file = file;
        _mistakes = mistakes;
    }

    /// <summary>The document's root; null where it cannot be read, which <paramref name="mistakes"/> then says.</summary>
    public static YamlNode? Read(ReadOnlySpan<byte> bytes, string file, MistakeList mistakes)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException failure)
        {
            mistakes.Add(new Mistake(file, 1, 1, $"the file is not UTF-8: byte {failure.Index} does not belong", "save it as UTF-8"));
            return null;
        }
        return Read(text.TrimStart('\uFEFF'), file, mistakes);
    }

    public static YamlNode? Read(string text, string file, MistakeList mistakes)
    {
        const string hint = "a value with : # { [ or \" in it needs quotes";
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        try
        {
            return new YamlReader(scanner, file, mistakes).Document();
        }
        catch (YamlException failure)
        {
            mistakes.Add(new Mistake(file, Number(failure.Start.Line), Number(failure.Start.Column), $"this is not YAML: {Sentence(failure.Message)}", hint));
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // YamlDotNet's scanner gives up on some broken input with an exception of the runtime's, which has no place.
            var at = scanner.CurrentPosition;
            mistakes.Add(new Mistake(file, Number(at.Line), Number(at.Column), "this is not YAML: unexpected content at or before here", hint));
        }
        return null;
    }

    private YamlNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _mistakes.Add(new Mistake(_file, 1, 1, "the file is empty"));
            return null;
        }
        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _)) Report(At(_parser.Current!), "a second document starts here", "one file describes one thing; remove everything from here");
        return root;
    }

    private YamlNode? Node(int depth)
    {
        var start = _parser.Current!;
        if (depth > MaxDepth) throw new SemanticErrorException(start.Start, start.End, $"nested deeper than {MaxDepth} levels");
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            Report(At(alias), "aliases are not part of the grammar", "write the value out");
            return null;
        }
        if (start is NodeEvent { Anchor.IsEmpty: false }) Report(At(start), "anchors are not part of the grammar", "write the value out where it is needed");
        if (start is NodeEvent { Tag.IsEmpty: false }) Report(At(start), "tags are not part of the grammar", "remove the !tag");
        if (_parser.TryConsume<Scalar>(out var scalar)) return Scalar(scalar);
        if (_parser.TryConsume<SequenceStart>(out _)) return Sequence(At(start), depth);
        _parser.Consume<MappingStart>();
        return Mapping(At(start), depth);
    }

    private YamlScalar Scalar(Scalar scalar)
    {
        if (!IsText(scalar.Value)) Report(At(scalar), "contains a character that PostgreSQL cannot store: NUL or half a surrogate pair");
        return new YamlScalar(At(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private YamlSequence Sequence(Position at, int depth)
    {
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (Node(depth + 1) is { } item) items.Add(item);
        }
        return new YamlSequence(at, items);
    }

    private YamlMapping Mapping(Position at, int depth)
    {
        var pairs = new List<YamlPair>();
        var first = new Dictionary<string, Position>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is null || value is null) continue;
            if (key is not YamlScalar name) Report(key.At, $"a key is text, found {key.Kind}");
            else if (name is { Plain: true, Text: "<<" }) Report(name.At, "merge keys are not part of the grammar", "write the keys out");
            else if (!first.TryAdd(name.Text, name.At)) Report(name.At, $"key '{Shown.Text(name.Text)}' is given twice", $"first on line {first[name.Text].Line}");
            else pairs.Add(new YamlPair(name, value));
        }
        return new YamlMapping(at, pairs);
    }

    private void Report(Position at, string message, string? hint = null) => _mistakes.Add(new Mistake(_file, at.Line, at.Column, message, hint));

    private static Position At(ParsingEvent at) => new(Number(at.Start.Line), Number(at.Start.Column));

    private static int Number(long position) => (int)Math.Clamp(position, 1, int.MaxValue);

    private static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }

    /// <summary>The parser's message as a clause: it may start with a position that the mistake already has.</summary>
    private static string Sentence(string message)
    {
        var text = message.StartsWith('(') && message.IndexOf("): ", StringComparison.Ordinal) is > 0 and var end ? message[(end + 3)..] : message;
        text = text.Trim().TrimEnd('.');
        return text.Length == 0 ? "unexpected content" : char.ToLowerInvariant(text[0]) + text[1..];
    }
}
