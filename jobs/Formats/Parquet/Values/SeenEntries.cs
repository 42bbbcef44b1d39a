using Platform.Columns.Batches;

namespace Platform.Formats.Parquet.Values;

/// <summary>Least and greatest dictionary entry that a page's indices name: entries are compared once per page, not once per row.</summary>
internal sealed class SeenEntries
{
    private int[] _pages = [];
    private int _page;

    /// <summary>Starts a chunk whose dictionary has <paramref name="entries"/>.</summary>
    public void Begin(int entries)
    {
        if (_pages.Length < entries)
        {
            _pages = new int[Math.Max(entries, _pages.Length * 2)];
            _page = 0;
        }
    }

    /// <summary>Places of the bounds in <paramref name="distinct"/>; -1 without indices.</summary>
    public (int Min, int Max) Bounds(BytesColumn distinct, ReadOnlySpan<int> indices)
    {
        if (indices.Length == 0) return (-1, -1);
        var pages = _pages;
        var page = ++_page;
        var (min, max) = (indices[0], indices[0]);
        foreach (var index in indices)
        {
            if (pages[index] == page) continue;
            pages[index] = page;
            if (distinct[index].SequenceCompareTo(distinct[min]) < 0) min = index;
            else if (distinct[index].SequenceCompareTo(distinct[max]) > 0) max = index;
        }

        return (min, max);
    }
}
