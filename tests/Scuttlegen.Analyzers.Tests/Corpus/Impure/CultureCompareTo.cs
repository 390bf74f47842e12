// SCUT1006: string.CompareTo inside a record's own IComparable
public sealed record Name(string Family, string Given) : IComparable<Name>
{
    public int CompareTo(Name? other) => other is null ? 1 : Family.CompareTo(other.Family);
}

public sealed record First(Name Holder);
public sealed record Claimed(Name By);

public static class FirstReducers
{
    [Reducer]
    public static First Apply(First state, Claimed action) => action.By.CompareTo(state.Holder) < 0 ? new(action.By) : state; // here
}
