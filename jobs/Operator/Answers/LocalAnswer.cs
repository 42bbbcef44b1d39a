namespace Platform.Operator.Answers;

/// <summary>The answer of <c>local start</c> and <c>local stop</c>; the password itself stays in its file.</summary>
internal sealed record LocalAnswer(bool Running, int? Port, string? User, string? PasswordFile, string? LogFile);
