namespace Platform.Lake.Objects;

/// <summary>Bytes <c>[From..ToExcl)</c> of an object, 0-based.</summary>
public readonly record struct ByteRange(long From, long ToExcl)
{
    public long Length => ToExcl - From;
}
