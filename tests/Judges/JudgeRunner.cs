using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.Columns.Batches;

namespace Platform.Judges;

/// <summary>Runs the judges, and installs them at first use: npm ci from the committed lock file, once per checkout.</summary>
public static class JudgeRunner
{
    internal static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Lazy<string> Installed = new(Install);

    /// <summary>What the judge finds in a Parquet file, or in an Avro file where it reads those.</summary>
    /// <exception cref="InvalidOperationException">The judge failed; its own words are in the message.</exception>
    public static JudgedFile Read(Judge judge, string file) => Read(judge switch { Judge.DuckDb => "duckdb", Judge.Hyparquet => "hyparquet", _ => "avsc" }, file);

    /// <summary>What DuckDB finds in a CSV or JSON Lines file that is read under these types.</summary>
    /// <param name="format">csv or jsonl.</param>
    /// <param name="compression">none, gzip or zstd.</param>
    /// <param name="file">The file's path; its columns' expressions are written beside it.</param>
    /// <param name="fields">The columns.</param>
    public static JudgedFile ReadText(string format, string compression, string file, IReadOnlyList<Field> fields)
    {
        File.WriteAllText($"{file}.columns", JsonSerializer.Serialize(fields.Select(f => DuckDbColumn.Of(f, format)), Json));
        return Read(format, file, compression);
    }

    private static JudgedFile Read(string judge, string file, params string[] arguments)
    {
        var output = Run(Installed.Value, "node", ["read.mjs", judge, file, .. arguments]);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var head = JsonDocument.Parse(lines[0]);
        var columns = head.RootElement.GetProperty("columns").EnumerateArray()
            .Select(c => KeyValuePair.Create(c.GetProperty("name").GetString()!, c.GetProperty("type").GetString()!));
        return new JudgedFile([.. columns], head.RootElement.GetProperty("rows").GetInt64(), [.. lines.Skip(1).Select(Normal)]);
    }

    /// <summary>Runs a script of tests/Judges with node; returns what it prints.</summary>
    public static string Script(string script, params string[] arguments) => Run(Installed.Value, "node", [script, .. arguments]);

    /// <summary>Runs a script of tests/Judges with Debian's Python, whose packages the scripts import; returns what it prints.</summary>
    public static string PythonScript(string script, params string[] arguments) => Run(Folder(), "/usr/bin/python3", [script, .. arguments]);

    /// <summary>Starts a script of tests/Judges that serves until its standard input ends; what it prints is the caller's to read.</summary>
    public static Process Serve(string script, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("node", [script, .. arguments]) { WorkingDirectory = Installed.Value, RedirectStandardInput = true, RedirectStandardOutput = true })!;

    /// <summary>One way of escaping, so that rows compare as text.</summary>
    private static string Normal(string line) => JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(line), Json);

    private static string Install()
    {
        var folder = Folder();
        var stamp = Path.Combine(folder, "node_modules", ".package-lock.json");
        using var alone = Lock(Path.Combine(folder, ".install.lock"));
        if (!File.Exists(stamp) || File.GetLastWriteTimeUtc(stamp) < File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
            Run(folder, "npm", "ci", "--no-audit", "--no-fund");
        return folder;
    }

    /// <summary>Holds a file of the checkout open alone: other test processes wait for it.</summary>
    private static FileStream Lock(string path)
    {
        for (var wait = new SpinWait(); ; wait.SpinOnce())
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
            }
        }
    }

    private static string Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"{program} was not found; the tests need node 18 or later and npm (Debian: apt-get install nodejs npm).", e);
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0) return output;
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{errors.GetAwaiter().GetResult()}");
        }
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
