using System.Runtime.CompilerServices;
using Platform.Lake.Objects.S3;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects;

/// <summary>Opens the store of a lake URI.</summary>
public static class ObjectStores
{
    /// <exception cref="PlatformException">The scheme has no store, or the environment of an S3 lake is malformed.</exception>
    public static IObjectStore Open(Uri lake, TimeProvider time) => lake switch
    {
        { IsAbsoluteUri: true, Scheme: "file" } => new FileObjectStore(lake, time),
        { IsAbsoluteUri: true, Scheme: "s3" } => OpenS3(lake, time),
        _ => throw new PlatformException(Stage.Configure, ExitCode.Configuration,
            $"lake {lake} is no lake: expected a URI of scheme file or s3", "write an absolute URI, such as --lake file:///var/lake or --lake s3://bucket/prefix")
        { Kind = "lake-scheme" },
    };

    /// <summary>Apart, so that a run on files never loads the AWS libraries.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static S3ObjectStore OpenS3(Uri lake, TimeProvider time) => S3ObjectStore.Open(lake, S3Settings.Read(Environment.GetEnvironmentVariable), time);
}
