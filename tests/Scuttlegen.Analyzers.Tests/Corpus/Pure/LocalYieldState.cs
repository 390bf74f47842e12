// silent: the iterator's own locals change, and only what it yields leaves it
using System.Collections.Immutable;

public sealed record Snake(ImmutableArray<int> Body);

public sealed record Crawled(int Head);

public static class SnakeReducer
{
    [Reducer]
    public static Snake Apply(Snake state, Crawled action)
    {
        return new Snake(Next().ToImmutableArray());

        IEnumerable<int> Next()
        {
            yield return action.Head;
            var left = state.Body.Length;
            foreach (var segment in state.Body)
            {
                if (--left == 0)
                    yield break;
                yield return segment;
            }
        }
    }
}
