using System.Runtime.InteropServices;
using CsCheck;
using Scuttlegen.Wire;

namespace Scuttlegen.Testing;

/// <summary>
/// The laws of <see cref="ICborCodec{TSelf}"/>: a value has one encoding, which is deterministic CBOR, comes back as an equal value, and keeps within its size bound; whatever else a reader is given, it refuses as it should.
/// </summary>
/// <remarks><see cref="CrdtLaws"/> includes them for a CRDT that has a codec. Every method throws a <see cref="CrdtLawException"/> on the first counter-example.</remarks>
public static class CodecLaws
{
    private delegate void Reading(ref CborReader reader);

    /// <summary>Puts a type's codec to its laws, on generated values and on damaged encodings of them.</summary>
    /// <param name="values">The values: of every shape that the type has.</param>
    /// <exception cref="CrdtLawException">A law does not hold.</exception>
    public static void Check<T>(Gen<T> values)
        where T : ICborCodec<T> => Check(values, LawOptions.Default);

    /// <inheritdoc cref="Check{T}(Gen{T})"/>
    /// <param name="values">The values: of every shape that the type has.</param>
    /// <param name="options">How many values, and which first.</param>
    public static void Check<T>(Gen<T> values, LawOptions options)
        where T : ICborCodec<T> =>
        Sampling.Run(
            typeof(T),
            Gen.Select(values, Sampling.Seeds),
            static one =>
            {
                CheckValue(one.Item1);
                CheckDamaged(one.Item1, Sampling.DamagedForms, one.Item2);
            },
            static one => "  " + Text.Of(one.Item1),
            options);

    /// <summary>Puts one value to the laws.</summary>
    /// <exception cref="CrdtLawException">A law does not hold.</exception>
    public static void CheckValue<T>(T value)
        where T : ICborCodec<T>
    {
        CheckNesting(value, CheckBytes(value));
    }

    /// <summary>Puts one value to the laws of codecs among many others: to those on nesting one time in eight, as what is refused throws, which takes longer than all the rest.</summary>
    internal static void CheckOneOfMany<T>(T value)
        where T : ICborCodec<T>
    {
        var bytes = CheckBytes(value);
        if (bytes.Aggregate(0, static (sum, one) => sum + one) % 8 == 0) CheckNesting(value, bytes);
    }

    private static byte[] CheckBytes<T>(T value)
        where T : ICborCodec<T>
    {
        var bytes = Encode(value);
        if (bytes is [0xf6]) throw Broken<T>(CrdtLaw.RoundTrip, $"a value is written as the single item null, which stands for a missing value.{Text.Of(("value", value))}");
        var decoded = Read<T>(bytes, "its own encoding is refused");
        if (!EqualityComparer<T>.Default.Equals(value, decoded))
            throw Broken<T>(CrdtLaw.RoundTrip, $"the decoded value differs.{Text.Of(("value", value), ("decoded", decoded))}");
        if (value!.GetHashCode() != decoded!.GetHashCode())
            throw Broken<T>(CrdtLaw.Equality, $"the decoded value is equal and has another hash code.{Text.Of(("value", value))}");
        if (!bytes.AsSpan().SequenceEqual(Encode(decoded)))
            throw Broken<T>(CrdtLaw.RoundTrip, $"the decoded value has other bytes.{Text.Of(("value", value), ("decoded", decoded))}");
        return bytes;
    }

    /// <summary>
    /// Damages the encoding of a value at random, again and again: bits and bytes changed, inserted and left out, the end cut off, lengths that no memory holds. Each result is refused with a <see cref="WireFormatException"/>, or is the one
    /// encoding of another value.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="rounds">How many times.</param>
    /// <param name="seed">Decides the damages: the same for the same seed.</param>
    /// <exception cref="CrdtLawException">A law does not hold.</exception>
    public static void CheckDamaged<T>(T value, int rounds, int seed)
        where T : ICborCodec<T>
    {
        var damaging = new Damaging(Encode(value), seed);
        for (; rounds > 0; rounds--)
        {
            var damaged = damaging.Next();
            T other;
            try
            {
                other = Decode<T>(CollectionsMarshal.AsSpan(damaged));
            }
            catch (WireFormatException)
            {
                continue;
            }
            catch (Exception failure)
            {
                throw new CrdtLawException(CrdtLaw.Refusal, typeof(T), $"bytes that are no value's are refused with a {failure.GetType().Name}: 0x{Convert.ToHexStringLower([.. damaged])}", failure);
            }

            if (!Encode(other).AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(damaged)))
                throw Broken<T>(CrdtLaw.CanonicalBytes, $"a second encoding is read: 0x{Convert.ToHexStringLower([.. damaged])}{Text.Of(("as", other))}");
        }
    }

    /// <summary>A value's bytes.</summary>
    /// <exception cref="CrdtLawException"><c>GetMaxSize</c> promised fewer bytes than <c>Write</c> wrote.</exception>
    public static byte[] Encode<T>(T value)
        where T : ICborCodec<T>
    {
        var buffer = new byte[T.GetMaxSize(value)];
        var writer = new CborWriter(buffer);
        try
        {
            T.Write(ref writer, value);
        }
        catch (ArgumentException failure) when (failure.GetType() == typeof(ArgumentException))
        {
            throw new CrdtLawException(CrdtLaw.SizeBound, typeof(T), $"more is written than the {buffer.Length} bytes that GetMaxSize promised, for {Text.Print(value)}", failure);
        }

        return writer.Written.ToArray();
    }

    /// <summary>The value of these bytes, which must be one item of deterministic CBOR, with nothing behind it.</summary>
    /// <exception cref="WireFormatException">The bytes are no value's canonical form.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> bytes)
        where T : ICborCodec<T>
    {
        var reader = new CborReader(bytes);
        var value = T.Read(ref reader);
        reader.EnsureEnd();

        // What a peer that does not know the type skips, it must find to be one well-formed item.
        var skipper = new CborReader(bytes);
        skipper.SkipValue();
        skipper.EnsureEnd();
        return value;
    }

    private static T Read<T>(ReadOnlySpan<byte> bytes, string otherwise)
        where T : ICborCodec<T>
    {
        try
        {
            byte[] followed = [.. bytes, 0xf6];
            var reader = new CborReader(followed);
            var value = T.Read(ref reader);
            if (reader.Position != bytes.Length) throw Broken<T>(CrdtLaw.RoundTrip, $"reading ends after {reader.Position} of {bytes.Length} bytes: 0x{Convert.ToHexStringLower(bytes)}");
            _ = Decode<T>(bytes);
            return value;
        }
        catch (WireFormatException refusal)
        {
            throw new CrdtLawException(CrdtLaw.RoundTrip, typeof(T), $"{otherwise}: 0x{Convert.ToHexStringLower(bytes)}: {refusal.Message}", refusal);
        }
    }

    private static void CheckNesting<T>(T value, byte[] bytes)
        where T : ICborCodec<T>
    {
        for (var depth = WireLimits.MaxDepth - 8; depth <= WireLimits.MaxDepth; depth++)
        {
            var isReadTooDeep = IsTooDeep(bytes, depth, static (ref CborReader reader) => T.Read(ref reader));
            var isSkippedTooDeep = IsTooDeep(bytes, depth, static (ref CborReader reader) => reader.SkipValue());
            if (isReadTooDeep != isSkippedTooDeep)
                throw Broken<T>(CrdtLaw.Nesting, $"at depth {depth} only {(isReadTooDeep ? "reading" : "skipping")} is refused.{Text.Of(("value", value))}");
        }
    }

    private static bool IsTooDeep(byte[] bytes, int depth, Reading read)
    {
        var reader = new CborReader(bytes);
        for (; depth > 0; depth--) reader.Enter();
        try
        {
            read(ref reader);
            return false;
        }
        catch (WireFormatException refusal) when (refusal.Error == WireFormatError.TooDeep)
        {
            return true;
        }
    }

    private static CrdtLawException Broken<T>(CrdtLaw law, string finding) => new(law, typeof(T), finding);
}
