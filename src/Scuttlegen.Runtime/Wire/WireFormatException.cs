namespace Scuttlegen.Wire;

/// <summary>Why bytes were refused.</summary>
public enum WireFormatError
{
    /// <summary>The input ends inside an item.</summary>
    Truncated,

    /// <summary>Bytes follow where the input should end.</summary>
    TrailingBytes,

    /// <summary>The item has another CBOR type than the one expected.</summary>
    UnexpectedType,

    /// <summary>A longer form than the shortest: integers, lengths and floats have exactly one encoding.</summary>
    NotCanonical,

    /// <summary>A form that deterministic CBOR forbids: indefinite lengths, reserved values, keys out of order.</summary>
    NotAllowed,

    /// <summary>The value does not fit the expected type or range.</summary>
    OutOfRange,

    /// <summary>A string that is not valid UTF-8, or, when writing, one that holds a lone surrogate.</summary>
    InvalidText,

    /// <summary>Items are nested deeper than <see cref="WireLimits.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>The input is larger than its limit.</summary>
    TooLarge,
}

/// <summary>Bytes that are not the canonical form of what was expected, or a value that has no canonical form.</summary>
public sealed class WireFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="offset">Where, in bytes from the start of the input (when writing a string: the index of the offending character).</param>
    /// <param name="detail">What was found and what was expected.</param>
    public WireFormatException(WireFormatError error, int offset, string detail)
        : base($"{detail} (at offset {offset})")
    {
        Error = error;
        Offset = offset;
    }

    /// <summary>What is wrong.</summary>
    public WireFormatError Error { get; }

    /// <summary>Where, in bytes from the start of the input.</summary>
    public int Offset { get; }
}
