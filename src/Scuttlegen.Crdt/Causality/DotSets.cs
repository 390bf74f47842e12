namespace Scuttlegen.Crdt.Causality;

/// <summary>
/// Small sets of dots as ascending arrays, which are never changed after they were made. Where there are many such sets, of one dot each, they are <see cref="DotSet"/>s.
/// </summary>
internal static class DotSets
{
    public static bool Contains(Dot[] dots, Dot dot) => Array.BinarySearch(dots, dot) >= 0;

    public static Dot[] With(Dot[] dots, Dot dot)
    {
        var place = Array.BinarySearch(dots, dot);
        if (place >= 0) return dots;
        place = ~place;
        return [.. dots.AsSpan(0, place), dot, .. dots.AsSpan(place)];
    }

    public static Dot[] Union(Dot[] left, Dot[] right)
    {
        if (right.Length == 0) return left;
        if (left.Length == 0) return right;
        if (IsSubset(right, left)) return left;
        if (IsSubset(left, right)) return right;
        var union = new List<Dot>(left.Length + right.Length);
        int ours = 0, theirs = 0;
        while (ours < left.Length && theirs < right.Length)
        {
            var order = left[ours].CompareTo(right[theirs]);
            union.Add(order <= 0 ? left[ours] : right[theirs]);
            if (order <= 0) ours++;
            if (order >= 0) theirs++;
        }

        union.AddRange(left.AsSpan(ours));
        union.AddRange(right.AsSpan(theirs));
        return [.. union];
    }

    /// <summary>The dots of <paramref name="dots"/> that are not in <paramref name="others"/>; the same instance if that is all of them.</summary>
    public static Dot[] Except(Dot[] dots, Dot[] others)
    {
        if (dots.Length == 0 || others.Length == 0) return dots;
        if (dots.Length == 1) return Contains(others, dots[0]) ? [] : dots;
        return Array.Exists(dots, dot => Contains(others, dot)) ? Array.FindAll(dots, dot => !Contains(others, dot)) : dots;
    }

    /// <summary>The dots of <paramref name="dots"/> that the source of <paramref name="dot"/> made before it.</summary>
    public static Dot[] OwnEarlier(Dot[] dots, Dot dot)
    {
        if (dots.Length == 0) return dots;
        if (dots.Length == 1) return IsOwnEarlier(dots[0], dot) ? dots : [];
        return [.. dots.Where(earlier => IsOwnEarlier(earlier, dot))];
    }

    /// <summary>Whether the source of <paramref name="dot"/> made <paramref name="earlier"/>, and before it.</summary>
    public static bool IsOwnEarlier(Dot earlier, Dot dot) => earlier.Position < dot.Position && earlier.Source == dot.Source;

    /// <summary>The dots of <paramref name="dots"/> that <paramref name="context"/> has not seen; the same instance if that is all of them.</summary>
    public static Dot[] Unseen(Dot[] dots, DotContext context)
    {
        if (dots.Length == 1) return context.Contains(dots[0]) ? [] : dots;
        return Array.Exists(dots, context.Contains) ? Array.FindAll(dots, dot => !context.Contains(dot)) : dots;
    }

    /// <summary>
    /// The merge of observed-remove: a dot stays if both sides have it, or one side has it and the other has not seen it.
    /// </summary>
    /// <returns><paramref name="left"/> itself if it is the result.</returns>
    public static Dot[] Merge(Dot[] left, DotContext leftContext, Dot[] right, DotContext rightContext)
    {
        if (AreEqual(left, right)) return left;
        var kept = Array.FindAll(left, dot => Contains(right, dot) || !rightContext.Contains(dot));
        var merged = Union(kept, Unseen(Except(right, left), leftContext));
        return AreEqual(merged, left) ? left : merged;
    }

    public static bool AreEqual(Dot[] left, Dot[] right) => ReferenceEquals(left, right) || left.AsSpan().SequenceEqual(right);

    private static bool IsSubset(Dot[] dots, Dot[] others) => Array.TrueForAll(dots, dot => Contains(others, dot));
}
