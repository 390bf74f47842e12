namespace Scuttlegen.Analyzers.Commutation;

/// <summary>Where a question to the state is itself part of a join: <c>action.V &gt; state.Max ? state with { Max = action.V } : state</c>.</summary>
internal static class ConditionalJoins
{
    /// <summary>
    /// The join that the choice amounts to, or <see langword="null"/> if it is none. Only what was asked about may differ between the branches:
    /// who holds the record, or how many elements there are, would depend on the order.
    /// </summary>
    public static Value? Choose(Value.Test test, Value yes, Value no)
    {
        if (Value.Same(yes, no))
            return yes;
        Value? joined = test.Kind switch
        {
            TestKind.IsLess => Extreme(test, yes, no),
            TestKind.Contains => SameAdded(test, yes, no),
            _ => Entry(test, yes, no),
        };
        return joined ?? Members(test, yes, no);
    }

    private static Value.Joined? Extreme(Value.Test test, Value yes, Value no)
    {
        var subject = test.Subject;
        var isMaximum = IsKey(yes, test.Key) && Value.Same(no, subject);
        if (!isMaximum && !(IsKey(no, test.Key) && Value.Same(yes, subject)))
            return null;
        var join = isMaximum ? Join.Maximum : Join.Minimum;
        return subject switch
        {
            Value.Held held => new Value.Joined(held, join, test.Key),
            Value.Joined joined when joined.Join == join => new Value.Joined(joined.Before, join, joined.Key + " " + test.Key),
            _ => null,
        };
    }

    // Contains(x) ? set : set.Add(x)
    private static Value? SameAdded(Value.Test test, Value yes, Value no) =>
        no is Value.Joined added && Value.Same(yes, test.Subject) && (added.Join == Join.Growth || added.Join == Join.Removal) && added.Key == test.Key && Value.Same(added.Before, test.Subject)
            ? no
            : yes is Value.Joined removed && removed.Join == Join.Removal && removed.Key == test.Key && Value.Same(no, test.Subject) ? yes : null;

    // TryGetValue(key, out var n) ? n + by : by
    private static Value? Entry(Value.Test test, Value yes, Value no)
    {
        if (test.Subject is not Value.Held dictionary)
            return null;
        if (yes is Value.Held { Entry: { } entry } held && entry == test.Key && held.Place == dictionary.Place && no is Value.Independent fallback)
            return new Value.Held(held.Place, held.Type, entry, Dictionaries.Fallback(fallback.Key));
        if (yes is Value.Joined { Before: { Entry: { } key } before } joined && key == test.Key && before.Place == dictionary.Place && IsKey(no, joined.Key))
            return new Value.Joined(new Value.Held(before.Place, before.Type, key, joined.Join == Join.Addition ? "0" : "nothing"), joined.Join, joined.Key);
        return null;
    }

    private static Value.Copied? Members(Value.Test test, Value yes, Value no)
    {
        if (PlaceOf(yes) is not { } place || PlaceOf(no) is not { } other || place != other)
            return null;
        var type = (yes as Value.Copied)?.Type ?? (no as Value.Copied)?.Type;
        var (first, second) = (yes as Value.Copied, no as Value.Copied);
        var members = (first ?? second)!.Members.Clear();
        foreach (var name in (first?.Members.Keys ?? []).Concat(second?.Members.Keys ?? []).Distinct(StringComparer.Ordinal))
        {
            var held = new Value.Held(place.Then(name), (test.Subject as Value.Held)?.Type);
            var a = first is not null && first.Members.TryGetValue(name, out var written) ? written : held;
            var b = second is not null && second.Members.TryGetValue(name, out var otherwise) ? otherwise : held;
            if (Choose(test, a, b) is not { } joined)
                return null;
            members = members.SetItem(name, joined);
        }

        return new Value.Copied(place, type, members);
    }

    private static Place? PlaceOf(Value value) => value switch
    {
        Value.Held { Entry: null } held => held.Place,
        Value.Copied copied => copied.Place,
        _ => null,
    };

    private static bool IsKey(Value value, string key) => value is Value.Independent independent && independent.Key == key;
}
