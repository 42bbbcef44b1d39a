using System.Globalization;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects.S3;

/// <summary>How large parts are: S3 takes 10,000 of 5 MiB to 5 GiB ("Amazon S3 multipart upload limits").</summary>
internal static class PartSize
{
    public const int MaxParts = 10_000;

    /// <summary>Parts are held in memory, so that larger ones than this are not worth it: 512 MiB, an object of 4.9 TiB.</summary>
    private const int Largest = 512 << 20;

    /// <summary>The smallest doubling of the usual size that fits what is expected, with half of it to spare.</summary>
    public static int For(long? expectedBytes, int usual)
    {
        var size = (long)usual;
        while (expectedBytes is { } expected && size < Largest && size * MaxParts < expected + (expected / 2)) size *= 2;
        return (int)size;
    }

    public static PlatformException TooLarge(string uri, int partBytes) =>
        new(Stage.Write, ExitCode.Data, string.Create(CultureInfo.InvariantCulture, $"{uri} would have more than {MaxParts} parts of {partBytes} bytes"),
            "raise parallel in the entry, so that each stream writes less, or say what to expect: expect: { bytes: 200GiB }")
        { Kind = "object-too-large" };
}
