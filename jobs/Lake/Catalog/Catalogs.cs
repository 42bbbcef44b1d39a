using System.Runtime.CompilerServices;
using Platform.Aws.Calls;
using Platform.Lake.Catalog.Glue;
using Platform.Lake.Catalog.Local;
using Platform.Registry.Failures;

namespace Platform.Lake.Catalog;

/// <summary>Opens the catalog that belongs to a lake: a directory has its own, S3 has AWS Glue.</summary>
public static class Catalogs
{
    /// <exception cref="PlatformException">The lake's scheme has no catalog, or no AWS region is known.</exception>
    public static ICatalog Open(Uri lake, TimeProvider time) => lake switch
    {
        { IsAbsoluteUri: true, Scheme: "file" } => new LocalCatalog(lake, time),
        { IsAbsoluteUri: true, Scheme: "s3" } => OpenGlue(time),
        _ => throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"lake {lake} has no catalog: expected a URI of scheme file or s3", "use such as --lake file:///var/lake or --lake s3://bucket/prefix")
        { Kind = "lake-scheme" },
    };

    /// <summary>Apart, so that a run on files never loads the AWS libraries. The client lives as long as the process, as there is nothing of it to release.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GlueCatalog OpenGlue(TimeProvider time) => new(new AwsClient(AwsSettings.Read(Environment.GetEnvironmentVariable), time), time);
}
