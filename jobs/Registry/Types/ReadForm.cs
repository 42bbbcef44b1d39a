namespace Platform.Registry.Types;

/// <summary>In which of its forms a column is read from the source.</summary>
public enum ReadForm
{
    /// <summary>The type's own values; char(n) keeps its padding.</summary>
    Own,

    /// <summary>PostgreSQL's text form of the value: a cast to text in the SELECT list.</summary>
    Text,

    /// <summary>The text of <c>to_json</c>.</summary>
    Json,

    /// <summary>char(n) without its padding.</summary>
    Trimmed,
}
