using Platform.Registry.Files;

namespace Platform.Registry.Tests.Files;

public sealed class NamelessFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("platform-nameless-");

    [Fact]
    public void Create_LeavesNoNameAndKeepsWhatIsWritten()
    {
        using var file = NamelessFile.Create(_directory.FullName);
        Assert.Empty(_directory.GetFiles());

        file.Write("rows"u8);
        file.Position = 0;

        Assert.Equal("rows", new StreamReader(file).ReadToEnd());
    }

    [Fact]
    public void Create_IsForItsOwnerAlone()
    {
        using var file = NamelessFile.Create(_directory.FullName);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file.SafeFileHandle));
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
