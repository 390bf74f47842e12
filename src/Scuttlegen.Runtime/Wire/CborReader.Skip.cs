using System.Runtime.CompilerServices;

namespace Scuttlegen.Wire;

public ref partial struct CborReader
{
    /// <summary>
    /// Reads past the next value, whatever it is, and checks all the same that it is deterministic CBOR.
    /// </summary>
    /// <returns>The value's bytes, a window on the reader's own buffer.</returns>
    public ReadOnlySpan<byte> SkipValue()
    {
        var start = _position;
        var initial = PeekByte();
        switch (initial >> 5)
        {
            case CborMajorType.UnsignedInteger:
            case CborMajorType.NegativeInteger:
                ReadArgument();
                break;
            case CborMajorType.ByteString:
                Take(ReadArgument(), start);
                break;
            case CborMajorType.TextString:
                ReadString();
                break;
            case CborMajorType.Array:
                var count = ReadArrayHeader();
                Enter();
                SkipValues(count);
                Leave();
                break;
            case CborMajorType.Map:
                SkipMap();
                break;
            case CborMajorType.Tag:
                ReadArgument();
                RequireDepth(start);
                Enter();
                SkipValue();
                Leave();
                break;
            default:
                SkipSimple(initial);
                break;
        }

        return _buffer[start.._position];
    }

    /// <summary>Reads past <paramref name="count"/> values; none if it is not positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SkipValues(int count)
    {
        for (; count > 0; count--) SkipValue();
    }

    private void SkipMap()
    {
        var pairs = ReadMapHeader();
        Enter();
        ReadOnlySpan<byte> previousKey = default;
        for (var pair = 0; pair < pairs; pair++)
        {
            var keyStart = _position;
            var key = SkipValue();
            if (pair > 0 && previousKey.SequenceCompareTo(key) >= 0)
                throw new WireFormatException(WireFormatError.NotAllowed, keyStart, "A map's keys are not in strictly ascending bytewise order");
            previousKey = key;
            SkipValue();
        }

        Leave();
    }

    private void SkipSimple(byte initial)
    {
        switch (initial)
        {
            case CborMajorType.False or CborMajorType.True or CborMajorType.Null:
                _position++;
                break;
            case CborMajorType.Half or CborMajorType.Single or CborMajorType.Double:
                ReadDouble();
                break;
            default:
                throw new WireFormatException(WireFormatError.NotAllowed, _position, $"The simple value 0x{initial:x2} is not used in this protocol");
        }
    }
}
