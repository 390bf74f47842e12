using Scuttlegen.Wire;

namespace Scuttlegen.Testing;

/// <summary>
/// The codec of a type that may have one. Whether it has is known only at run time: a check that asked for it in its constraints would be another method, which one forgets to call.
/// </summary>
internal abstract class Codec<T>
{
    /// <summary>The type's codec, or <see langword="null"/> if it does not implement <see cref="ICborCodec{TSelf}"/>.</summary>
    public static Codec<T>? Known { get; } =
        typeof(T).GetInterfaces().Any(static type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ICborCodec<>) && type.GenericTypeArguments[0] == typeof(T))
            ? (Codec<T>)Activator.CreateInstance(typeof(OwnCodec<>).MakeGenericType(typeof(T)))!
            : null;

    public abstract byte[] Encode(T value);

    public abstract T Decode(ReadOnlySpan<byte> bytes);

    /// <summary>Puts one value to the laws of codecs.</summary>
    public abstract void Check(T value);

    /// <summary>Puts damaged encodings of one value to the laws of codecs.</summary>
    public abstract void CheckDamaged(T value, int rounds, int seed);
}

/// <summary>The codec that a type is itself.</summary>
internal sealed class OwnCodec<T> : Codec<T>
    where T : ICborCodec<T>
{
    public override byte[] Encode(T value) => CodecLaws.Encode(value);

    public override T Decode(ReadOnlySpan<byte> bytes) => CodecLaws.Decode<T>(bytes);

    public override void Check(T value) => CodecLaws.CheckOneOfMany(value);

    public override void CheckDamaged(T value, int rounds, int seed) => CodecLaws.CheckDamaged(value, rounds, seed);
}
