using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Values;

/// <summary>How one value of fixed width in memory is written. The width in the file may vary.</summary>
internal interface IFixedForm<T>
    where T : unmanaged
{
    /// <summary>Bytes in the file.</summary>
    static abstract int Length(T value);

    /// <summary>Writes the value and changes no byte behind it; returns its length. <see cref="MaskedStore.Room"/> bytes behind it may be read.</summary>
    static abstract int Write(T value, ref byte to);

    static abstract T Read(ref AvroInput input);
}
