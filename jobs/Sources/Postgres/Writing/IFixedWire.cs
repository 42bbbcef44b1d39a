namespace Platform.Sources.Postgres.Writing;

/// <summary>A wire format of one length, for writing: a struct, so that the encoder's loop is compiled for it without a call a value.</summary>
internal interface IFixedWire<T>
    where T : unmanaged
{
    /// <summary>Bytes of a present value.</summary>
    static abstract int Length { get; }

    /// <summary>False for a value that the format cannot hold.</summary>
    static abstract bool Holds(T value);

    /// <summary>Writes a value that the format holds.</summary>
    static abstract void Write(ref byte at, T value);
}
