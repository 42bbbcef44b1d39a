using Platform.Lake.Catalog;
using Platform.Lake.Objects;

namespace Platform.ExactlyOnce.Tests.Lakes;

/// <summary>A site's lake and its catalog: as jobs are told of them, as a test uses them, and as readers find them.</summary>
internal interface ILake
{
    Uri Uri { get; }

    /// <summary>What jobs and commands are told beside <see cref="Uri"/>.</summary>
    IReadOnlyDictionary<string, string> Variables { get; }

    ICatalog Catalog { get; }

    /// <summary>The caller disposes it.</summary>
    IObjectStore OpenStore();

    /// <summary>What the catalog shows now, in order of snapshot time. Like all below it sends no request that could use up a fault which is a job's.</summary>
    IReadOnlyList<Pointer> Partitions(TableIdentifier table);

    /// <summary>What <c>_latest</c> shows now.</summary>
    Pointer? Latest(TableIdentifier table);

    /// <summary>Whether any part lies below a location: the cheap half of <see cref="Files"/>.</summary>
    bool Holds(Uri location);

    /// <summary>The files right below a location, by name; none where it is gone.</summary>
    IReadOnlyDictionary<string, byte[]> Files(Uri location);

    /// <summary>Every file in the lake but the catalog's, as absolute URIs.</summary>
    IEnumerable<string> FilesOfAttempts();

    /// <summary>What was begun and neither finished nor taken back, and shows nowhere: open uploads, temporary files.</summary>
    int Unfinished { get; }
}
