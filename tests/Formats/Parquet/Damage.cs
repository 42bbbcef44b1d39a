namespace Platform.Formats.Tests.Parquet;

/// <summary>Ways in which a file gets damaged, drawn from a seeded generator.</summary>
internal static class Damage
{
    public static byte[] Of(byte[] file, byte[] other, Random random) => random.Next(8) switch
    {
        0 or 1 or 2 => FlipBits(file, random, 1),
        3 => FlipBits(file, random, random.Next(2, 9)),
        4 => SetByte(file, random),
        5 => file[..random.Next(file.Length)],
        6 => Splice(file, random.Next(2) == 0 ? file : other, random),
        _ => Remove(file, random),
    };

    private static byte[] FlipBits(byte[] file, Random random, int count)
    {
        var damaged = file.ToArray();
        for (var i = 0; i < count; i++) damaged[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }

    private static byte[] SetByte(byte[] file, Random random)
    {
        ReadOnlySpan<byte> favourites = [0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF];
        var damaged = file.ToArray();
        damaged[random.Next(file.Length)] = random.Next(2) == 0 ? favourites[random.Next(favourites.Length)] : (byte)random.Next(256);
        return damaged;
    }

    /// <summary>Overwrites or inserts a piece of a file.</summary>
    private static byte[] Splice(byte[] file, byte[] donor, Random random)
    {
        var from = random.Next(donor.Length);
        var piece = donor.AsSpan(from, random.Next(1, Math.Min(64, donor.Length - from) + 1));
        var at = random.Next(file.Length);
        if (random.Next(2) == 0) return [.. file.AsSpan(0, at), .. piece, .. file.AsSpan(at)];
        return [.. file.AsSpan(0, at), .. piece, .. file.AsSpan(Math.Min(file.Length, at + piece.Length))];
    }

    private static byte[] Remove(byte[] file, Random random)
    {
        var at = random.Next(file.Length);
        return [.. file.AsSpan(0, at), .. file.AsSpan(Math.Min(file.Length, at + random.Next(1, 32)))];
    }
}
