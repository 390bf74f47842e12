namespace Scuttlegen.Crdt;

/// <summary>
/// What a mutator of a delta-state CRDT returns. Converts implicitly to the new value, for reducers, which need no deltas:
/// <c>state with { Tags = state.Tags.Add(action.Tag, Dot.From(context)) }</c>.
/// </summary>
/// <typeparam name="TValue">The type of the CRDT.</typeparam>
/// <typeparam name="TDelta">The type of its deltas.</typeparam>
/// <param name="Value">The new value. It is the old value with <paramref name="Delta"/> merged in.</param>
/// <param name="Delta">What to send to the other replicas; the least delta if nothing changed.</param>
public readonly record struct Mutation<TValue, TDelta>(TValue Value, TDelta Delta)
    where TDelta : ICrdt<TDelta>
{
    /// <summary>The new value alone.</summary>
    public static implicit operator TValue(Mutation<TValue, TDelta> mutation) => mutation.Value;
}
