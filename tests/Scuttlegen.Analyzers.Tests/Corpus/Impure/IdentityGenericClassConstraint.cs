// SCUT1012: == on T constrained to class is reference equality even for strings
public static class Generic
{
    public static bool Same<T>(T left, T right) where T : class => left == right;
}

public sealed record Topic(string Name, uint Changes);
public sealed record TopicSet(string Name);

public static class TopicReducers
{
    [Reducer]
    public static Topic Apply(Topic state, TopicSet action) => Generic.Same(state.Name, action.Name) ? state : new(action.Name, state.Changes + 1); // here
}
