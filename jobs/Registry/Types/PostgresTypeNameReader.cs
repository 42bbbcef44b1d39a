using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Platform.Registry.Types;

/// <summary>Reads a type as PostgreSQL's grammar does: <c>[schema.]name[(modifiers)][words of the standard][[]…]</c>.</summary>
internal ref struct PostgresTypeNameReader
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private PostgresTypeNameReader(ReadOnlySpan<char> text) => _text = text;

    public static bool TryRead(string text, [NotNullWhen(true)] out PostgresTypeName? type)
    {
        var reader = new PostgresTypeNameReader(text);
        type = reader.Read();
        return type is not null;
    }

    /// <summary>An identifier as <c>quote_ident</c> writes it, reserved words aside.</summary>
    public static string Quoted(string name)
    {
        var plain = name.Length > 0 && (name[0] is (>= 'a' and <= 'z') or '_') && !name.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789_");
        return plain ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private PostgresTypeName? Read()
    {
        SkipSpaces();
        if (!TryIdentifier(out var name, out var quoted)) return null;
        string? schema = null;
        if (Peek() == '.')
        {
            _at++;
            schema = name;
            if (!TryIdentifier(out name, out quoted)) return null;
        }
        if (schema == "pg_catalog") schema = null;
        var words = quoted || schema is not null ? "" : Words();
        if (!TryModifiers(out var modifiers)) return null;
        if (!quoted && schema is null) words += Words(words.Length == 0 ? "" : " ");
        if (!quoted && schema is null && name == "interval" && modifiers is null && !TryModifiers(out modifiers)) return null;
        if (!TryDimensions(out var dimensions) || _at != _text.Length) return null;
        return Canonical(schema, words.Length == 0 ? name : $"{name} {words}", quoted, modifiers, dimensions);
    }

    private static PostgresTypeName? Canonical(string? schema, string name, bool quoted, string? modifiers, int dimensions)
    {
        if (schema is not null) return new PostgresTypeName(schema, name, modifiers, dimensions);
        if (quoted) return new PostgresTypeName(null, name == "char" ? PostgresTypeAliases.OneByteChar : name, modifiers, dimensions);
        if (name == "float" && modifiers is not null) return Float(modifiers, dimensions);
        var canonical = PostgresTypeAliases.Canonical(name);
        if (canonical.Contains(' ', StringComparison.Ordinal) && !PostgresTypeAliases.IsStandard(canonical)) return null;
        if (canonical == "character" && modifiers is null) modifiers = "1";
        if (canonical == "bit" && modifiers is null) modifiers = "1";
        if (canonical == "numeric" && modifiers is not null && !modifiers.Contains(',', StringComparison.Ordinal)) modifiers += ",0";
        if (canonical == "bpchar" && modifiers is not null) canonical = "character";
        return new PostgresTypeName(null, canonical, modifiers, dimensions);
    }

    /// <summary>float(1..24) is real, float(25..53) double precision.</summary>
    private static PostgresTypeName? Float(string bits, int dimensions) => int.TryParse(bits, out var n) && n is >= 1 and <= 53
        ? new PostgresTypeName(null, n <= 24 ? "real" : "double precision", null, dimensions)
        : null;

    private bool TryIdentifier(out string name, out bool quoted)
    {
        name = "";
        quoted = Peek() == '"';
        if (quoted) return TryQuoted(out name);
        var from = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '$' || char.IsSurrogate(_text[_at]))) _at++;
        if (from == _at || char.IsAsciiDigit(_text[from])) return false;
        name = AsciiLower(_text[from.._at]);
        return true;
    }

    private bool TryQuoted(out string name)
    {
        var unquoted = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] == '"')
            {
                _at++;
                if (Peek() != '"')
                {
                    name = unquoted.ToString();
                    return name.Length > 0;
                }
            }
            unquoted.Append(_text[_at]);
        }
        name = "";
        return false;
    }

    private string Words(string before = "")
    {
        var words = new StringBuilder();
        SkipSpaces();
        while (_at < _text.Length && char.IsAsciiLetter(_text[_at]) && TryIdentifier(out var word, out _))
        {
            words.Append(words.Length == 0 ? before : " ").Append(word);
            SkipSpaces();
        }
        return words.ToString();
    }

    private bool TryModifiers(out string? modifiers)
    {
        modifiers = null;
        SkipSpaces();
        if (Peek() != '(') return true;
        var length = _text[_at..].IndexOf(')');
        if (length <= 1) return false;
        var inner = _text.Slice(_at + 1, length - 1);
        if (inner.IndexOfAny('(', '[', '"') >= 0) return false;
        _at += length + 1;
        modifiers = string.Join(',', inner.ToString().Split(',', StringSplitOptions.TrimEntries));
        return !modifiers.Split(',').Contains("");
    }

    private bool TryDimensions(out int dimensions)
    {
        dimensions = 0;
        SkipSpaces();
        while (Peek() == '[')
        {
            _at++;
            while (char.IsAsciiDigit(Peek())) _at++;
            if (Peek() != ']') return false;
            _at++;
            dimensions++;
            SkipSpaces();
        }
        return true;
    }

    private readonly char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void SkipSpaces()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t') _at++;
    }

    /// <summary>PostgreSQL folds ASCII letters of an unquoted identifier and, in UTF-8 databases, only those.</summary>
    private static string AsciiLower(ReadOnlySpan<char> name) => string.Create(name.Length, name, static (into, from) =>
    {
        for (var i = 0; i < from.Length; i++) into[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | 0x20) : from[i];
    });
}
