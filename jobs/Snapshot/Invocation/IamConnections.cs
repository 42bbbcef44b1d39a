using System.Runtime.CompilerServices;
using Platform.Aws.Databases;
using Platform.Registry.Connections;

namespace Platform.Snapshot.Invocation;

/// <summary>Connection URLs with <c>iam=true</c> get their tokens from AWS's credentials; no other loads anything of AWS.</summary>
internal static class IamConnections
{
    public static ConnectionUrl Of(ConnectionUrl url, Func<string, string?> environment) => url.Iam ? Signed(url, environment) : url;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ConnectionUrl Signed(ConnectionUrl url, Func<string, string?> environment) => IamLogin.Of(url, environment, TimeProvider.System);
}
