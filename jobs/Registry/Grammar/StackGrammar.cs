using Platform.Registry.Grammar.Shapes;
using Platform.Registry.Stacks;

namespace Platform.Registry.Grammar;

/// <summary>The keys of a stack's file. Keys of other namespaces (<c>aws:region</c>) are other programs' to read.</summary>
internal static class StackGrammar
{
    /// <summary>What Pulumi itself writes beside <c>config</c>.</summary>
    private static readonly HashSet<string> PulumiKeys = new(StringComparer.Ordinal) { "encryptionsalt", "secretsprovider", "encryptedkey", "environment" };

    private static readonly TextShape Lake = new("a path, file:///… or s3://bucket/prefix", 1024) { Pattern = Patterns.Lake };

    private static readonly UrlShape LedgerUrl = new("postgresql://…, secretsmanager:ARN, { secret: ARN } or managed", Patterns.LedgerUrl);

    private static readonly UrlShape SourceUrl = new("postgresql://…, secretsmanager:ARN or { secret: ARN }", Patterns.SourceUrl);

    private static readonly ChoiceShape<Execution> Execution = new(("here", Stacks.Execution.Here), ("batch", Stacks.Execution.Batch));

    private static readonly ChoiceShape<ProofMode> Proof = new(("files", ProofMode.Files), ("source", ProofMode.Source));

    private static readonly Key<StackSettings>[] Config =
    [
        new Key<StackSettings, string>("platform:lake", "The lake's root.", Lake, (s, v) => s with { Lake = v }, s => s.Lake),
        new Key<StackSettings, string>("platform:ledger", "The ledger's database.", LedgerUrl, (s, v) => s with { Ledger = v }, s => s.Ledger),
        new Key<StackSettings, IReadOnlyDictionary<string, string>>("platform:sources", "Where each source is.",
            new DictionaryShape<string>("source names to URLs", Patterns.NameExpected, Patterns.Name, SourceUrl), (s, v) => s with { Sources = v }, s => s.Sources),
        new Key<StackSettings, string>("platform:region", "The AWS region.", new TextShape("an AWS region such as eu-west-1", 40), (s, v) => s with { Region = v }, s => s.Region),
        new Key<StackSettings, string>("platform:image", "The job image.", new TextShape("an image by digest, name@sha256:…", 512) { Pattern = Patterns.ImageDigest }, (s, v) => s with { Image = v }, s => s.Image),
        new Key<StackSettings, Execution>("platform:execution", "Where commands run jobs.", Execution, (s, v) => s with { Execution = v }, s => s.Execution),
        new Key<StackSettings, ProofMode>("platform:proof", "What files are compared with before they are published.", Proof, (s, v) => s with { Proof = v }, s => s.Proof),
        new Key<StackSettings, TimeSpan>("platform:max_wait", "How long a process waits for a run that another one holds.", new DurationShape("10m"), (s, v) => s with { MaxWait = v }, s => s.MaxWait),
        new Key<StackSettings, CloudSection>("platform:cloud", "What only a deployed stack needs to know.", CloudGrammar.Shape, (s, v) => s with { Cloud = v }, s => s.Cloud),
    ];

    /// <summary>The local stack without a file: a lake beside the checkout, everything else embedded.</summary>
    public static StackSettings LocalDefaults { get; } = new() { Name = StackSettings.Local, Lake = ".platform/lake" };

    /// <summary>A stack's file, read over what it leaves unsaid.</summary>
    public static MappingShape<StackSettings> File(StackSettings start) => new("a stack's file", () => start,
    [
        new Key<StackSettings, StackSettings>("config", "The stack's settings.",
            new MappingShape<StackSettings>("config", () => start, Config, IsForeign), (_, settings) => settings, settings => settings),
    ], PulumiKeys.Contains);

    private static bool IsForeign(string key) => key.Contains(':', StringComparison.Ordinal) && !key.StartsWith("platform:", StringComparison.Ordinal);
}
