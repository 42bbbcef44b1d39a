namespace Platform.ExactlyOnce.Tests.Running;

/// <summary>How much is done: the short form is part of every test run, the long form is <c>tests/ExactlyOnce/long.sh</c>.</summary>
internal static class Form
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("PLATFORM_EXACTLY_ONCE") == "long";

    public static T Of<T>(T @short, T @long) => IsLong ? @long : @short;
}
