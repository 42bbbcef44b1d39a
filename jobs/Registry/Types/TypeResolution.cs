using System.Diagnostics.CodeAnalysis;

namespace Platform.Registry.Types;

/// <summary>What the type table answers for one column: a lake type and the form to read, or a problem and the way out.</summary>
public sealed record TypeResolution
{
    private TypeResolution()
    {
    }

    public LakeType? Type { get; private init; }

    public ReadForm Form { get; private init; }

    public string? Problem { get; private init; }

    public string? Hint { get; private init; }

    [MemberNotNullWhen(true, nameof(Type))]
    [MemberNotNullWhen(false, nameof(Problem), nameof(Hint))]
    public bool Resolved => Type is not null;

    internal static TypeResolution Of(LakeType type, ReadForm form = ReadForm.Own) => new() { Type = type, Form = form };

    internal static TypeResolution No(string problem, string hint) => new() { Problem = problem, Hint = hint };
}
