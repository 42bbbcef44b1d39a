using Platform.Registry.Failures;

namespace Platform.Lake.Objects;

/// <summary>Opens the store of a lake URI.</summary>
public static class ObjectStores
{
    /// <exception cref="PlatformException">The scheme has no store.</exception>
    public static IObjectStore Open(Uri lake, TimeProvider time) => lake switch
    {
        { IsAbsoluteUri: true, Scheme: "file" } => new FileObjectStore(lake, time),
        { IsAbsoluteUri: true, Scheme: "s3" } => throw new PlatformException(Stage.Configure, ExitCode.Configuration,
            $"lake {lake}: s3:// is not yet supported", "use a lake of scheme file://, such as --lake file:///var/lake")
        { Kind = "lake-scheme" },
        _ => throw new PlatformException(Stage.Configure, ExitCode.Configuration,
            $"lake {lake} is no lake: expected a URI of scheme file", "write an absolute URI, such as --lake file:///var/lake")
        { Kind = "lake-scheme" },
    };
}
