using Platform.Lake.Catalog.Local;
using Platform.Registry.Failures;

namespace Platform.Lake.Catalog;

/// <summary>Opens the catalog that belongs to a lake.</summary>
public static class Catalogs
{
    /// <exception cref="PlatformException">The lake's scheme has no catalog.</exception>
    public static ICatalog Open(Uri lake, TimeProvider time) => lake is { IsAbsoluteUri: true, Scheme: "file" }
        ? new LocalCatalog(lake, time)
        : throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"lake {lake}: only file:// lakes have a catalog yet", "use --lake file:///var/lake")
        { Kind = "lake-scheme" };
}
