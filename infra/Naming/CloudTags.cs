using System.Text;
using Platform.Infra.Settings;
using Platform.Registry.Entries;

namespace Platform.Infra.Naming;

/// <summary>Tags for cost allocation and ownership.</summary>
public static class CloudTags
{
    /// <summary>Tags that every table's resources carry beside those of its entry and stack.</summary>
    public const int OwnTags = 6;

    public static Dictionary<string, string> OfStack(CloudSettings settings)
    {
        var tags = new Dictionary<string, string>(settings.Tags, StringComparer.Ordinal) { ["system"] = "platform", ["stack"] = settings.Stack };
        return tags;
    }

    public static Dictionary<string, string> OfSource(CloudSettings settings, SourceSettings source)
    {
        var tags = OfStack(settings);
        tags["source"] = source.Name;
        if (source.Owner is { } owner) tags["owner"] = Legal(owner);
        return tags;
    }

    public static Dictionary<string, string> OfTable(CloudSettings settings, Entry entry)
    {
        var tags = OfStack(settings);
        foreach (var (key, value) in entry.Tags) tags[key] = value;
        tags["source"] = entry.Source;
        tags["table"] = Legal(entry.Table.ToString());
        if (entry.Owner is { } owner) tags["owner"] = Legal(owner);
        tags["pii"] = entry.Columns.Any(column => column.Pii) ? "true" : "false";
        return tags;
    }

    /// <summary>Tag values take letters, digits, spaces and <c>+ - = . _ : / @</c>, 256 characters in all.</summary>
    private static string Legal(string value)
    {
        var legal = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
            legal.Append(Rune.IsLetterOrDigit(rune) || " +-=._:/@".Contains((char)rune.Value, StringComparison.Ordinal) ? rune.ToString() : "_");
        return legal.Length <= 256 ? legal.ToString() : legal.ToString(0, 256);
    }
}
