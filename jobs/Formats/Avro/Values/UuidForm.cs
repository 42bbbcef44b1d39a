using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Formats.Avro.Reading;
using Platform.Formats.Text;

namespace Platform.Formats.Avro.Values;

/// <summary>uuid as string: its length and 36 characters.</summary>
internal readonly struct UuidForm : IFixedForm<UInt128>
{
    public static int Length(UInt128 value) => 1 + UuidText.Length;

    public static int Write(UInt128 value, ref byte to)
    {
        to = UuidText.Length << 1;
        UuidText.Write(value, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, 1), UuidText.Length));
        return 1 + UuidText.Length;
    }

    public static UInt128 Read(ref AvroInput input)
    {
        if (!UuidText.TryRead(input.Bytes(), out var value)) input.Fail("a string is no UUID");
        return value;
    }
}
