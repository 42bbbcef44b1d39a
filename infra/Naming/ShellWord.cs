namespace Platform.Infra.Naming;

/// <summary>Words of a command that a person pastes into a shell.</summary>
public static class ShellWord
{
    /// <summary>As it is where the shell leaves it alone, else in single quotes.</summary>
    public static string Of(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ':' or '=') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
