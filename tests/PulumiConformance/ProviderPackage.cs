using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Platform.PulumiConformance.Tests;

/// <summary>The official npm package of the AWS provider, of the version that infra builds on: its declarations say what the provider takes.</summary>
internal sealed class ProviderPackage
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    private ProviderPackage(string archive)
    {
        using var tar = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null || !(entry.Name.EndsWith(".d.ts", StringComparison.Ordinal) || entry.Name.EndsWith(".js", StringComparison.Ordinal))) continue;
            using var reader = new StreamReader(entry.DataStream);
            _files[entry.Name["package/".Length..]] = reader.ReadToEnd();
        }
    }

    /// <summary>Fetched once by npm and kept under .artifacts; its bytes are those that the committed integrity names.</summary>
    public static ProviderPackage Fetch(Names names)
    {
        var folder = Path.Combine(Checkout.Root, ".artifacts", "npm");
        Directory.CreateDirectory(folder);
        var archive = Path.Combine(folder, $"pulumi-aws-{names.Version}.tgz");
        if (!File.Exists(archive)) Npm(folder, "pack", $"{names.Package}@{names.Version}", "--silent", "--ignore-scripts");
        var integrity = $"sha512-{Convert.ToBase64String(SHA512.HashData(File.ReadAllBytes(archive)))}";
        Assert.True(integrity == names.Integrity, $"{archive} has integrity {integrity}, names.json says {names.Integrity}: delete the file, or correct the version");
        return new ProviderPackage(archive);
    }

    public string? Find(string path) => _files.GetValueOrDefault(path);

    private static void Npm(string folder, params string[] args)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", args) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = npm.StandardOutput.ReadToEndAsync();
        var errors = npm.StandardError.ReadToEnd();
        npm.WaitForExit();
        output.GetAwaiter().GetResult();
        Assert.True(npm.ExitCode == 0, $"npm {string.Join(' ', args)} failed: {errors}");
    }
}

/// <summary>What C# calls otherwise than in plain PascalCase, with where that was read: <c>tests/PulumiOffline/names.json</c>.</summary>
internal sealed record Names(string Package, string Version, string Integrity, CoreSdk Core, Dictionary<string, string> Namespaces, UnionInputs Unions, List<RenamedProperty> Properties)
{
    public static Names Read() => JsonSerializer.Deserialize<Names>(File.ReadAllText(Path.Combine(Checkout.Root, "tests", "PulumiOffline", "names.json")), JsonSerializerOptions.Web)!;
}

internal sealed record RenamedProperty(string Type, string Input, string Property, string Source);

internal sealed record CoreSdk(string Version, string Source);

/// <summary>Inputs that C# declares as a union of a string and something else; each is <c>Module.ResourceArgs.input</c>.</summary>
internal sealed record UnionInputs(string Source, List<string> Inputs);
