using System.Text.RegularExpressions;

namespace Platform.Registry.Grammar;

/// <summary>The forms of names. They are also in the JSON Schemas, so they keep to what ECMA-262 shares with .NET.</summary>
internal static partial class Patterns
{
    /// <summary>A source, group, output or stack: part of paths, catalog databases and cloud resource names.</summary>
    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant)]
    public static partial Regex Name { get; }

    public const string NameExpected = "a name of lower-case letters, digits and underscores, starting with a letter";

    /// <summary>An IAM role.</summary>
    [GeneratedRegex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}$", RegexOptions.CultureInvariant)]
    public static partial Regex RoleArn { get; }

    /// <summary>A tag's key: what S3, Batch and Glue all take (128 characters; aws: is reserved).</summary>
    [GeneratedRegex("^(?!aws:)[A-Za-z0-9 +=._:/@-]{1,128}$", RegexOptions.CultureInvariant)]
    public static partial Regex TagKey { get; }

    [GeneratedRegex("^[A-Za-z0-9 +=._:/@-]{1,256}$", RegexOptions.CultureInvariant)]
    public static partial Regex TagValue { get; }

    /// <summary>A path, or a URI of a scheme that a lake may have.</summary>
    [GeneratedRegex("^(s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?|file:///.+|(?![A-Za-z0-9+.-]+://).+)$", RegexOptions.CultureInvariant)]
    public static partial Regex Lake { get; }

    [GeneratedRegex("^(postgres(ql)?://.+|secretsmanager:arn:.+|managed)$", RegexOptions.CultureInvariant)]
    public static partial Regex LedgerUrl { get; }

    [GeneratedRegex("^(postgres(ql)?://.+|secretsmanager:arn:.+)$", RegexOptions.CultureInvariant)]
    public static partial Regex SourceUrl { get; }

    [GeneratedRegex("^arn:aws[a-z-]*:secretsmanager:.+$", RegexOptions.CultureInvariant)]
    public static partial Regex SecretArn { get; }

    /// <summary>A key itself: a policy takes no alias.</summary>
    [GeneratedRegex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", RegexOptions.CultureInvariant)]
    public static partial Regex KmsKeyArn { get; }

    /// <summary>One user of one database or cluster, without wildcards.</summary>
    [GeneratedRegex("^arn:aws[a-z-]*:rds-db:[a-z0-9-]+:[0-9]{12}:dbuser:[A-Za-z0-9-]+/[A-Za-z0-9_.-]+$", RegexOptions.CultureInvariant)]
    public static partial Regex DatabaseUserArn { get; }

    /// <summary>An AWS account.</summary>
    [GeneratedRegex("^[0-9]{12}$", RegexOptions.CultureInvariant)]
    public static partial Regex Account { get; }

    [GeneratedRegex("^vpc-[0-9a-z]+$", RegexOptions.CultureInvariant)]
    public static partial Regex VpcId { get; }

    [GeneratedRegex("^[^@ ]+@[^@ ]+[.][^@ ]+$", RegexOptions.CultureInvariant)]
    public static partial Regex Mail { get; }

    /// <summary>An image by digest: a tag may move under a running stack.</summary>
    [GeneratedRegex("^[^@ ]+@sha256:[0-9a-f]{64}$", RegexOptions.CultureInvariant)]
    public static partial Regex ImageDigest { get; }
}
