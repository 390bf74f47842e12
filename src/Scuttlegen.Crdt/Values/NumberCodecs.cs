using System.Buffers.Binary;
using System.Numerics;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

internal sealed class BooleanCodec : ValueCodec<bool>
{
    public override int GetMaxSize(bool value) => 1;

    public override void Write(ref CborWriter writer, bool value) => writer.WriteBoolean(value);

    public override bool Read(ref CborReader reader) => reader.ReadBoolean();

    public override int Compare(bool x, bool y) => x.CompareTo(y);
}

internal sealed class UnsignedCodec<T> : ValueCodec<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override int GetMaxSize(T value) => 9;

    public override void Write(ref CborWriter writer, T value) => writer.WriteUInt64(ulong.CreateTruncating(value));

    public override T Read(ref CborReader reader)
    {
        var start = reader.Position;
        var value = reader.ReadUInt64();
        if (value > ulong.CreateTruncating(T.MaxValue)) Refuse.OutOfRange(start, $"The value does not fit {typeof(T).Name}");
        return T.CreateTruncating(value);
    }

    public override int Compare(T x, T y) => x.CompareTo(y);

    internal override ulong Hash(T value) => Scatter.Of(ulong.CreateTruncating(value));
}

internal sealed class SignedCodec<T> : ValueCodec<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override int GetMaxSize(T value) => 9;

    public override void Write(ref CborWriter writer, T value) => writer.WriteInt64(long.CreateTruncating(value));

    public override T Read(ref CborReader reader)
    {
        var start = reader.Position;
        var value = reader.ReadInt64();
        if (value < long.CreateTruncating(T.MinValue) || value > long.CreateTruncating(T.MaxValue))
            Refuse.OutOfRange(start, $"The value does not fit {typeof(T).Name}");
        return T.CreateTruncating(value);
    }

    public override int Compare(T x, T y) => x.CompareTo(y);

    internal override ulong Hash(T value) => Scatter.Of(ulong.CreateTruncating(value));
}

/// <summary>By numeric value. An enum's names are for people: values without one are values all the same.</summary>
internal sealed class EnumCodec<T> : ValueCodec<T>
{
    private static readonly TypeCode Underlying = Type.GetTypeCode(typeof(T));

    private static bool IsUnsigned => Underlying is TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64;

    public override int GetMaxSize(T value) => 9;

    public override void Write(ref CborWriter writer, T value)
    {
        if (IsUnsigned) writer.WriteUInt64((ulong)Widen(value));
        else writer.WriteInt64(Widen(value));
    }

    public override T Read(ref CborReader reader)
    {
        var start = reader.Position;
        var bits = IsUnsigned ? (long)reader.ReadUInt64() : reader.ReadInt64();
        var value = Narrow(bits);
        if (Widen(value) != bits) Refuse.OutOfRange(start, $"The value does not fit {typeof(T).Name}");
        return value;
    }

    public override int Compare(T? x, T? y) => IsUnsigned
        ? ((ulong)Widen(x!)).CompareTo((ulong)Widen(y!))
        : Widen(x!).CompareTo(Widen(y!));

    internal override ulong Hash(T value) => Scatter.Of((ulong)Widen(value));

    private static long Widen(T value) => Underlying switch
    {
        TypeCode.Byte => System.Runtime.CompilerServices.Unsafe.BitCast<T, byte>(value),
        TypeCode.SByte => System.Runtime.CompilerServices.Unsafe.BitCast<T, sbyte>(value),
        TypeCode.UInt16 => System.Runtime.CompilerServices.Unsafe.BitCast<T, ushort>(value),
        TypeCode.Int16 => System.Runtime.CompilerServices.Unsafe.BitCast<T, short>(value),
        TypeCode.UInt32 => System.Runtime.CompilerServices.Unsafe.BitCast<T, uint>(value),
        TypeCode.Int32 => System.Runtime.CompilerServices.Unsafe.BitCast<T, int>(value),
        _ => System.Runtime.CompilerServices.Unsafe.BitCast<T, long>(value),
    };

    private static T Narrow(long bits) => Underlying switch
    {
        TypeCode.Byte or TypeCode.SByte => System.Runtime.CompilerServices.Unsafe.BitCast<byte, T>((byte)bits),
        TypeCode.UInt16 or TypeCode.Int16 => System.Runtime.CompilerServices.Unsafe.BitCast<ushort, T>((ushort)bits),
        TypeCode.UInt32 or TypeCode.Int32 => System.Runtime.CompilerServices.Unsafe.BitCast<uint, T>((uint)bits),
        _ => System.Runtime.CompilerServices.Unsafe.BitCast<long, T>(bits),
    };
}

/// <summary>IEEE 754's total order: −NaN, −∞, …, −0, +0, …, +∞, +NaN, NaNs by their bits.</summary>
internal sealed class DoubleCodec : ValueCodec<double>
{
    public override int GetMaxSize(double value) => 9;

    public override void Write(ref CborWriter writer, double value) => writer.WriteDouble(value);

    public override double Read(ref CborReader reader) => reader.ReadDouble();

    public override int Compare(double x, double y) => Key(x).CompareTo(Key(y));

    // A negative float's magnitude bits run backwards.
    private static long Key(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits >= 0 ? bits : bits ^ long.MaxValue;
    }
}

/// <summary>As <see cref="DoubleCodec"/>.</summary>
internal sealed class SingleCodec : ValueCodec<float>
{
    public override int GetMaxSize(float value) => 5;

    public override void Write(ref CborWriter writer, float value) => writer.WriteSingle(value);

    public override float Read(ref CborReader reader) => reader.ReadSingle();

    public override int Compare(float x, float y) => Key(x).CompareTo(Key(y));

    private static int Key(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        return bits >= 0 ? bits : bits ^ int.MaxValue;
    }
}

/// <summary>As <see cref="DoubleCodec"/>.</summary>
internal sealed class HalfCodec : ValueCodec<Half>
{
    public override int GetMaxSize(Half value) => 3;

    public override void Write(ref CborWriter writer, Half value) => writer.WriteHalf(value);

    public override Half Read(ref CborReader reader) => reader.ReadHalf();

    public override int Compare(Half x, Half y) => Key(x).CompareTo(Key(y));

    private static short Key(Half value)
    {
        var bits = BitConverter.HalfToInt16Bits(value);
        return bits >= 0 ? bits : (short)(bits ^ short.MaxValue);
    }
}

/// <summary>Ordered by value, and values that are numerically equal (of other scales, or zeros of other signs) by sign and scale.</summary>
internal sealed class DecimalCodec : ValueCodec<decimal>
{
    public override int GetMaxSize(decimal value) => 14;

    public override void Write(ref CborWriter writer, decimal value) => writer.WriteDecimal(value);

    public override decimal Read(ref CborReader reader) => reader.ReadDecimal();

    public override int Compare(decimal x, decimal y)
    {
        var order = decimal.Compare(x, y);
        return order != 0 ? order : Flags(x).CompareTo(Flags(y));
    }

    private static int Flags(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        return parts[3];
    }
}

/// <summary>Hashes of whole numbers.</summary>
file static class Scatter
{
    /// <summary>One to one, and neighbours far apart in the bits that count most: multiplied with the golden ratio (D. E. Knuth, "The Art of Computer Programming", vol. 3, 6.4).</summary>
    public static ulong Of(ulong number) => unchecked(number * 0x9E37_79B9_7F4A_7C15);
}
