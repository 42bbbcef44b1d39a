using System.Text;
using Platform.Registry.Failures;
using Platform.Registry.Grammar;
using Platform.Registry.Loading;

namespace Platform.Registry.Tests.Loading;

public class RegistryFuzzTests
{
    private const int Cases = 2000;

    private static readonly string[] Splices =
    [
        "[", "]", "{", "}", ": ", "- ", "\n", "\n  ", "\t", "&a ", "*a", "!!map ", "|\n", ">-\n ", "\"", "'", "#", "? ", "---\n", "...\n", "%YAML 1.2\n", "<<: ", "\0", "\uFEFF", "\u0085", "\\", "~", "null",
        "999999999999999999999", "-1", "1e999", "table", "columns", "schedule: { cron: '", "numeric(", "[]", "\"\\uD800\"", "\"\\x0\"", "\r", "@", "`", "\U0001F600",
    ];

    [Fact]
    public void Load_MutatedFiles_ReadsOrReportsMistakes()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var examples = File.ReadAllText(Repository.File("docs/registry.md")).Split("```yaml\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]).Take(2).ToList();
        using var folder = new RegistryFolder();
        var refused = 0;
        for (var i = 0; i < Cases; i++)
        {
            folder.Write("shop/source.yaml", examples[0]);
            var file = random.Next(4) == 0 ? 0 : 1;
            var mutated = Mutate(random, examples[file]);
            Directory.CreateDirectory(Path.Combine(folder.Path, "shop"));
            File.WriteAllBytes(Path.Combine(folder.Path, file == 0 ? "shop/source.yaml" : "shop/public.orders.yaml"), mutated);
            var failure = Record.Exception(() => i % 2 == 0 ? folder.Load() : RegistryLoader.Load(folder.Path, FeatureList.None, FeatureList.None));
            if (failure is null) continue;
            Assert.True(failure is PlatformException { Kind: "configuration", Mistakes.Count: > 0 }, $"seed {seed}, case {i}: {failure}\n{Encoding.UTF8.GetString(mutated)}");
            refused++;
        }
        Assert.True(refused > Cases / 2, $"seed {seed}: only {refused} of {Cases} mutations were refused");
    }

    private static byte[] Mutate(Random random, string text)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(text));
        for (var edits = random.Next(1, 6); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)])); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at))); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
            if (bytes.Count == 0) bytes.Add((byte)'a');
        }
        return [.. bytes];
    }
}
