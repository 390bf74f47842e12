namespace Scuttlegen.Crdt.Collections;

/// <summary>
/// Whether parts of two trees are one object: what merging, comparing and rebuilding trees spares itself where they share. Whoever asks promises that both answers lead to equal results, equal as content is and not as trees are: a shared
/// part is kept where an equal one would be put in its place, or passed over where it would be found equal.
/// </summary>
/// <remarks>
/// No analysis sees that a tree that was balanced anew has the content that it had, so <c>ScuttlegenApis.txt</c> vouches for this one method. Built with <c>-p:Sharing=false</c> it always says no, and all tests but those of sharing itself must
/// pass all the same. Elsewhere in the library, merges ask for identity only where the rules prove that the answer shows nowhere.
/// </remarks>
internal static class Sharing
{
#if NO_SHARING
    public static bool AreOne(object? left, object? right) => left is null && right is null;
#else
    public static bool AreOne(object? left, object? right) => ReferenceEquals(left, right);
#endif
}
