using System.Security.Cryptography;
using Platform.LocalStack.Processes;
using Platform.Registry.Failures;

namespace Platform.LocalStack.Cluster;

/// <summary>The files of one cluster: <c>data/</c>, <c>server.log</c>, <c>password</c> and <c>lock</c> under one directory.</summary>
internal sealed class ClusterDirectory(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    public string Data => Path.Combine(Root, "data");

    public string Log => Path.Combine(Root, "server.log");

    public string PasswordFile => Path.Combine(Root, "password");

    public string OurSettings => Path.Combine(Data, "platform.conf");

    public bool HasCluster => File.Exists(Path.Combine(Data, "PG_VERSION"));

    public string Password => File.ReadAllText(PasswordFile).Trim();

    /// <summary>Makes the directory and its password, readable by the server's user alone.</summary>
    public void Create(ServerUser? user)
    {
        if (user is not null && ServerUser.FirstClosedParent(Root) is { } closed)
            throw new PlatformException(
                Stage.Configure, ExitCode.Configuration,
                $"PostgreSQL has to run as the user {user.Name}, who may not enter {closed}, and its cluster would lie below it",
                $"Run as an ordinary user, move the checkout, or open the directory: chmod o+x {closed}")
            { Kind = "postgres-directory-closed" };
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Data);
        else Directory.CreateDirectory(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!File.Exists(PasswordFile)) Write(PasswordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + "\n");
    }

    /// <summary>The tail of the server's log, for a message about a server that did not start.</summary>
    public string LogTail()
    {
        try
        {
            return string.Join('\n', File.ReadLines(Log).TakeLast(5));
        }
        catch (IOException)
        {
            return "";
        }
    }

    public static void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public static void Write(string path, byte[] bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(bytes);
    }
}
