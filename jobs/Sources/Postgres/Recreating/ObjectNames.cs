using System.Text;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>
/// Names of what shares a schema with its table, for a table that gets another name: <c>orders_pkey</c> of <c>orders</c> becomes <c>orders_then_pkey</c> of
/// <c>orders_then</c>, since both may have to live in one schema.
/// </summary>
internal sealed class ObjectNames(string from, string to)
{
    /// <summary>Longest name of PostgreSQL (NAMEDATALEN - 1), in bytes of UTF-8.</summary>
    private const int MaxBytes = 63;

    public string this[string name] => from == to ? name : Cut(name.StartsWith(from, StringComparison.Ordinal) ? to + name[from.Length..] : $"{to}_{name}");

    /// <summary>The end tells such names apart, so that the middle goes.</summary>
    private static string Cut(string name)
    {
        for (var drop = 0; ; drop++)
        {
            var cut = drop == 0 ? name : name[..((name.Length - drop) / 2)] + name[((name.Length + drop + 1) / 2)..];
            if (Encoding.UTF8.GetByteCount(cut) <= MaxBytes) return cut;
        }
    }
}
