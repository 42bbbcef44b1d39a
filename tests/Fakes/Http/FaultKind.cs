namespace Platform.Fakes.Http;

/// <summary>What goes wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>Answered with an error and not carried out.</summary>
    Refused,

    /// <summary>The connection is reset before the request is carried out.</summary>
    Reset,

    /// <summary>Carried out, and the connection is reset instead of the answer.</summary>
    LostResponse,

    /// <summary>Answered with success and not carried out.</summary>
    Forgotten,

    /// <summary>Carried out, and the answer's body stops half way: the connection is reset.</summary>
    HalfBody,

    /// <summary>Carried out, and the bodies of request and answer take their time: 256 KiB every 20 ms.</summary>
    SlowBody,

    /// <summary>Carried out three seconds later.</summary>
    Slow,

    /// <summary>Carried out, and the answer never comes: the connection stays open.</summary>
    Silence,

    /// <summary>Carried out, and the answer's checksum is of other bytes.</summary>
    LyingChecksum,

    /// <summary>Carried out, and one byte of the answer's body is changed.</summary>
    ChangedByte,

    /// <summary>A batch of which the last one is not carried out; the answer says so with the fault's code.</summary>
    Partly,

    /// <summary>Status 200 with an error in the body, as S3 answers CompleteMultipartUpload when it fails late.</summary>
    ErrorInSuccess,
}
