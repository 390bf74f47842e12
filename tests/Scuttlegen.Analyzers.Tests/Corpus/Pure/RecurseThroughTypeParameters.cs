// silent: each call goes down into a type argument, and type arguments end; no type here holds itself
using System.Collections.Immutable;

public interface IJoined<TSelf>
    where TSelf : IJoined<TSelf>
{
    static abstract TSelf None { get; }

    TSelf Join(TSelf other);
}

public interface IRule<T>
{
    T Both(T left, T right);
}

public readonly struct JoinRule<T> : IRule<T>
    where T : IJoined<T>
{
    public T Both(T left, T right) => T.None.Join(left).Join(right);
}

public sealed record Max(int Value) : IJoined<Max>
{
    public static Max None => new(0);

    public Max Join(Max other) => new(Math.Max(Value, other.Value));
}

public sealed record Shelf<T>(ImmutableList<T> Items) : IJoined<Shelf<T>>
    where T : IJoined<T>
{
    public static Shelf<T> None => new(ImmutableList<T>.Empty);

    public Shelf<T> Join(Shelf<T> other) => new(Merged(Items, other.Items, default(JoinRule<T>)));

    private static ImmutableList<T> Merged<TRule>(ImmutableList<T> left, ImmutableList<T> right, TRule rule)
        where TRule : struct, IRule<T>
    {
        var items = ImmutableList.CreateBuilder<T>();
        for (var index = 0; index < left.Count; index++)
            items.Add(index < right.Count ? rule.Both(left[index], right[index]) : left[index]);
        return items.ToImmutable();
    }
}

public sealed record Pair<TOne, TOther>(TOne One, TOther Other) : IJoined<Pair<TOne, TOther>>
    where TOne : IJoined<TOne>
    where TOther : IJoined<TOther>
{
    public static Pair<TOne, TOther> None => new(TOne.None, TOther.None);

    public Pair<TOne, TOther> Join(Pair<TOne, TOther> other) => new(One.Join(other.One), Other.Join(other.Other));
}

public sealed record Store(Shelf<Shelf<Pair<Max, Shelf<Max>>>> Shelves);

public sealed record Delivered(Shelf<Shelf<Pair<Max, Shelf<Max>>>> Shelves);

public static class StoreReducer
{
    [Reducer]
    public static Store Apply(Store state, Delivered action) => new(state.Shelves.Join(action.Shelves));
}
