using Platform.Formats.Memory;

namespace Platform.Formats.Codecs;

/// <summary>Reads a decompressing stream to its end; false where it is corrupt or does not have the length that is asked for.</summary>
internal static class Inflation
{
    private const int Step = 64 << 10;

    /// <summary>Fills the destination exactly.</summary>
    public static bool TryFill(Stream stream, Span<byte> destination)
    {
        try
        {
            return stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) == destination.Length && stream.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Appends all there is, at most <paramref name="maxLength"/> bytes.</summary>
    public static bool TryExpand(Stream stream, GrowingBuffer destination, int maxLength)
    {
        try
        {
            for (var length = 0; ;)
            {
                var read = stream.Read(destination.Reserve((int)Math.Min(Step, (long)maxLength - length + 1)));
                if (read == 0) return true;
                length += read;
                if (length > maxLength) return false;
                destination.Advance(read);
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
