using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>Makes types of your own fit to be held by CRDTs.</summary>
/// <remarks>
/// A type parameter cannot ask whether it has a codec without reflection, which trimming and ahead-of-time compilation would break; so it is said
/// once, at start: best in a method marked <see cref="System.Runtime.CompilerServices.ModuleInitializerAttribute"/> beside the type.
/// </remarks>
public static class ValueCodec
{
    /// <summary>
    /// Lets CRDTs hold values of type <typeparamref name="T"/>, by their own canonical bytes and in the bytewise order of those. Saying it again changes nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">Values of this type have another codec already.</exception>
    public static void Provide<T>()
        where T : ICborCodec<T> => ValueCodec<T>.Provide(new CborValueCodec<T>());

    /// <summary>Lets CRDTs hold values of type <typeparamref name="T"/>, by <paramref name="codec"/>. Saying it again with a codec of the same type changes nothing.</summary>
    /// <param name="codec">The codec. All peers must use the same.</param>
    /// <exception cref="ArgumentNullException"><paramref name="codec"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">Values of this type have another codec already, or the type is built in.</exception>
    public static void Provide<T>(ValueCodec<T> codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ValueCodec<T>.Provide(codec);
    }
}
