using System.Security.Cryptography;
using System.Text;
using Platform.Registry.Entries;

namespace Platform.Registry.Deployment;

/// <summary>Names of cloud resources, within each service's length and characters: what the deployment makes is what the command line asks for.</summary>
public static class CloudName
{
    /// <summary>EventBridge Scheduler and IAM roles take 64 characters; Batch, policies and the rest take more.</summary>
    public const int Shortest = 64;

    /// <summary>The start of every name in a stack: <c>platform-&lt;stack&gt;</c>.</summary>
    public static string Prefix(string stack) => $"platform-{stack}";

    /// <summary>The name of a stack's one thing: <c>platform-&lt;stack&gt;-&lt;what&gt;</c>.</summary>
    public static string Of(string stack, string what) => $"{Prefix(stack)}-{what}";

    /// <summary>
    /// The name of a table's thing: <c>platform-&lt;stack&gt;-&lt;source&gt;-&lt;schema&gt;-&lt;table&gt;</c>. Letters, digits, hyphens and underscores stay, lower-cased;
    /// where another character or the length forces a change, eight digits of a hash keep different tables apart.
    /// </summary>
    public static string Of(string stack, string source, TableName table) => Fitted($"{Prefix(stack)}-{source}-", $"{table.Schema}-{table.Name}", table.ToString());

    /// <summary>The name of a group's thing: <c>platform-&lt;stack&gt;-&lt;source&gt;-group-&lt;group&gt;</c>.</summary>
    public static string OfGroup(string stack, string source, string group) => Fitted($"{Prefix(stack)}-{source}-", $"group-{group}", $"group {group}");

    /// <summary>The Batch queue of a source's jobs: those of an hour's schedule are urgent, slower ones wait for cheaper machines.</summary>
    public static string Queue(string stack, string source, TimeSpan period) => period <= TimeSpan.FromHours(1) ? UrgentQueue(stack, source) : RelaxedQueue(stack, source);

    public static string UrgentQueue(string stack, string source) => Of(stack, $"{source}-urgent");

    public static string RelaxedQueue(string stack, string source) => Of(stack, $"{source}-relaxed");

    /// <summary>The CloudWatch log group of all jobs; a stream's name starts with its job definition's.</summary>
    public static string JobLogs(string stack) => $"/{Prefix(stack)}/jobs";

    /// <summary>The Athena workgroup of the stack's readers.</summary>
    public static string Workgroup(string stack) => Prefix(stack);

    /// <summary>The alias of the key that encrypts the stack's data.</summary>
    public static string DataKeyAlias(string stack) => $"alias/{Of(stack, "data")}";

    private static string Fitted(string prefix, string wanted, string identity)
    {
        var plain = new StringBuilder(prefix).Append(wanted);
        for (var i = prefix.Length; i < plain.Length; i++)
            if (!char.IsAsciiLetterLower(plain[i]) && !char.IsAsciiDigit(plain[i]) && plain[i] is not ('-' or '_')) plain[i] = '_';
        var name = plain.ToString();
        // A hyphen inside a schema or table would let two tables meet: a-b.c and a.b-c.
        if (name.Length <= Shortest && name == prefix + wanted && wanted.Count(c => c == '-') == 1) return name;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{prefix}{identity}")))[..8];
        return $"{name[..Math.Min(name.Length, Shortest - hash.Length - 1)]}-{hash}";
    }
}
