using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Platform.Lake.Objects;

/// <summary>
/// The bulk of a CRC by carry-less multiplication ("Fast CRC Computation Using PCLMULQDQ Instruction", Gopal et al., Intel, 2009): four lanes of
/// 128 bits folded over the message, which leaves 16 bytes that the tables finish. Other processors use the tables for everything.
/// </summary>
internal static class Crc64NvmeFolding
{
    /// <summary>Shorter pieces gain nothing: the last step costs as much as 64 bytes by table.</summary>
    private const int Shortest = 256;

    private const int LaneBytes = 16;
    private const int StrideBytes = 4 * LaneBytes;

    // x^n modulo the polynomial, bit-reflected; n is one less than the distance folded, because a product of reflected halves comes out shifted by one.
    private static readonly Vector128<ulong> OverStride = Vector128.Create(0x0c32cdb31e18a84aUL, 0x62242240ace5045aUL); // x^575, x^511
    private static readonly Vector128<ulong> OverLane = Vector128.Create(0xeadc41fd2ba3d420UL, 0x21e9761e252621acUL); // x^191, x^127

    /// <summary>Takes whole strides from the front of <paramref name="bytes"/> and answers the register after them.</summary>
    public static ulong Fold(ulong crc, ref ReadOnlySpan<byte> bytes)
    {
        if (!Pclmulqdq.IsSupported || bytes.Length < Shortest) return crc;
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var taken = bytes.Length / StrideBytes * StrideBytes;

        var lane0 = Load(ref start, 0) ^ Vector128.CreateScalar(crc);
        var lane1 = Load(ref start, LaneBytes);
        var lane2 = Load(ref start, 2 * LaneBytes);
        var lane3 = Load(ref start, 3 * LaneBytes);
        for (var at = StrideBytes; at < taken; at += StrideBytes)
        {
            lane0 = Shift(lane0, OverStride) ^ Load(ref start, at);
            lane1 = Shift(lane1, OverStride) ^ Load(ref start, at + LaneBytes);
            lane2 = Shift(lane2, OverStride) ^ Load(ref start, at + (2 * LaneBytes));
            lane3 = Shift(lane3, OverStride) ^ Load(ref start, at + (3 * LaneBytes));
        }
        lane1 ^= Shift(lane0, OverLane);
        lane2 ^= Shift(lane1, OverLane);
        lane3 ^= Shift(lane2, OverLane);

        bytes = bytes[taken..];
        Span<byte> last = stackalloc byte[LaneBytes];
        lane3.AsByte().CopyTo(last);
        return Crc64Nvme.Sliced(0, last);
    }

    private static Vector128<ulong> Load(ref byte start, int offset) =>
        Unsafe.ReadUnaligned<Vector128<ulong>>(ref Unsafe.Add(ref start, offset));

    /// <summary>A lane moved over the distance of <paramref name="by"/>: its earlier half times the first constant, its later half times the second.</summary>
    private static Vector128<ulong> Shift(Vector128<ulong> lane, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(lane, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(lane, by, 0x11);
}
