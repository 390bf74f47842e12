using System.ComponentModel;

namespace Scuttlegen.Crdt;

/// <summary>
/// Calls the operations of a member of a <c>[CrdtState]</c>, also those that it implements explicitly. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CrdtMember
{
    /// <summary>The least value.</summary>
    public static T Empty<T>()
        where T : ICrdt<T> => T.Empty;

    /// <summary>Whether it is the least value.</summary>
    public static bool IsEmpty<T>(T value)
        where T : ICrdt<T> => AreSame(value, T.Empty) || value.Equals(T.Empty);

    /// <summary>Whether a merge that returned one of them, beginning with the other, found nothing new, as far as that is cheap to see.</summary>
    public static bool AreSame<T>(T left, T right)
        where T : ICrdt<T> => typeof(T).IsValueType ? left.Equals(right) : ReferenceEquals(left, right);

    /// <summary>The least value that subsumes both.</summary>
    public static T Merge<T>(T left, T right)
        where T : ICrdt<T> => left.Merge(right);

    /// <summary>The value with the effect of a delta.</summary>
    public static T MergeDelta<T, TDelta>(T value, TDelta delta)
        where T : IDeltaCrdt<T, TDelta>
        where TDelta : ICrdt<TDelta> => value.MergeDelta(delta);

    /// <summary>Whether <paramref name="right"/> holds everything that <paramref name="left"/> holds.</summary>
    public static bool IsSubsumedBy<T>(T left, T right)
        where T : ICrdt<T> => left.IsSubsumedBy(right);
}
