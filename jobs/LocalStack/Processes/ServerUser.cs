using System.Globalization;
using Platform.Registry.Failures;

namespace Platform.LocalStack.Processes;

/// <summary>
/// The unprivileged user that PostgreSQL runs as. <c>initdb</c> and <c>postgres</c> refuse root, so a root process (a container, a CI
/// machine) steps down to <c>postgres</c>, or to <c>nobody</c> where that does not exist. Anybody else runs them as they are.
/// </summary>
public sealed record ServerUser(string Name, uint UserId, uint GroupId)
{
    /// <summary>Null where this process is not root and needs no other user.</summary>
    public static ServerUser? Find()
    {
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows()) return null;
        var users = File.ReadLines("/etc/passwd").Select(Parse).OfType<ServerUser>().ToList();
        return users.Find(user => user.Name == "postgres")
            ?? users.Find(user => user.Name == "nobody")
            ?? throw new PlatformException(
                Stage.Configure, ExitCode.Configuration,
                "PostgreSQL refuses to run as root, and neither a user postgres nor nobody exists on this machine",
                "Run as an ordinary user, or create one: useradd --system postgres")
            { Kind = "postgres-user-missing" };
    }

    /// <summary>Gives a directory and everything in it to this user.</summary>
    public void Own(string directory)
    {
        Own(directory, this);
        foreach (var entry in Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories)) Own(entry, this);

        static void Own(string path, ServerUser user)
        {
            if (Libc.ChangeOwner(path, user.UserId, user.GroupId) != 0)
                throw new PlatformException(
                    Stage.Configure, ExitCode.Permission, $"{path} cannot be given to the user {user.Name}, whom PostgreSQL runs as",
                    "Run as an ordinary user, or in a container that allows chown.")
                { Kind = "postgres-user-missing" };
        }
    }

    /// <summary>The first directory on the way down to <paramref name="path"/> that other users may not enter; null where all are open.</summary>
    public static string? FirstClosedParent(string path)
    {
        if (OperatingSystem.IsWindows()) return null;
        var parents = new Stack<string>();
        for (var parent = Path.GetDirectoryName(Path.GetFullPath(path)); parent is not null; parent = Path.GetDirectoryName(parent)) parents.Push(parent);
        foreach (var parent in parents)
        {
            if (Directory.Exists(parent) && (File.GetUnixFileMode(parent) & UnixFileMode.OtherExecute) == 0) return parent;
        }

        return null;
    }

    private static ServerUser? Parse(string line)
    {
        var fields = line.Split(':');
        return fields.Length >= 4
            && uint.TryParse(fields[2], CultureInfo.InvariantCulture, out var user)
            && uint.TryParse(fields[3], CultureInfo.InvariantCulture, out var group)
            ? new ServerUser(fields[0], user, group)
            : null;
    }
}
