using Platform.Operator.Desk;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>--into TARGET[=URL][:SCHEMA.TABLE]</c>: a database by a name for people, and where in it one table goes.</summary>
/// <param name="Name">Of the target; that of a source where no URL is given.</param>
/// <param name="Url">With its password: never shown.</param>
/// <param name="Table">Null = the snapshot's own name.</param>
internal sealed record RestoreTarget(string Name, string? Url, TableName? Table)
{
    /// <exception cref="PlatformException">Usage; no part of a URL is repeated.</exception>
    public static RestoreTarget Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var named = equals > 0 && (slash < 0 || equals < slash) ? text[..equals] : null;
        if (named is null && text.Contains("://", StringComparison.Ordinal)) throw Wrong("--into must begin with a name for the target");

        var colon = text.LastIndexOf(':');
        TableName? table = colon > DatabaseAt(text, named) && TableName.TryParse(text[(colon + 1)..], out var parsed) ? parsed : null;
        var target = table is null ? text : text[..colon];
        if (named is null) return new RestoreTarget(target, null, table);
        var url = target[(equals + 1)..];
        _ = ConnectionUrl.Parse(url);
        return new RestoreTarget(named, url, table);
    }

    /// <summary>As given, or that of the source of this name.</summary>
    public async Task<string> UrlAsync(Stack stack, CancellationToken cancellationToken) => Url ?? await stack.SourceUrlAsync(Name, cancellationToken);

    /// <summary>Where a URL's database begins: a colon before it belongs to the scheme, the password or the port.</summary>
    private static int DatabaseAt(string text, string? named)
    {
        if (named is null) return 0;
        var authority = text.IndexOf("://", StringComparison.Ordinal);
        var slash = authority < 0 ? -1 : text.IndexOf('/', authority + 3);
        return slash < 0 ? text.Length : slash;
    }

    private static PlatformException Wrong(string message) =>
        new(Stage.Configure, ExitCode.Usage, message, "Write it like --into copy=postgresql://user@host:5432/database, with :schema.table behind it for another table.") { Kind = "usage" };
}
