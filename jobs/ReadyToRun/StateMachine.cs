namespace Platform.ReadyToRun;

/// <summary>The compiler's struct that holds where an async method stands.</summary>
/// <param name="Assembly">The simple name of the assembly that defines it.</param>
/// <param name="Namespace">Of the outermost type; empty for none.</param>
/// <param name="Path">Type names from the outermost to the struct itself, with their generic marks.</param>
/// <param name="TypeParameters">Of the struct, those of the enclosing types included; each stands for an object when shared code is compiled.</param>
internal sealed record StateMachine(string Assembly, string Namespace, IReadOnlyList<string> Path, int TypeParameters);
