namespace Scuttlegen.Crdt.Collections;

/// <summary>Whether a map would hold the same if it held another value.</summary>
internal static class Instances
{
    /// <summary>Of classes whether it is one instance: whether two are equal can cost more than a new block.</summary>
    public static bool AreSame<TValue>(TValue left, TValue right) =>
        typeof(TValue).IsValueType ? EqualityComparer<TValue>.Default.Equals(left, right) : Sharing.AreOne(left, right);
}
