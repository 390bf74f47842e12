// silent: union-find on local arrays, by helpers that write to them
using System.Collections.Immutable;

public sealed record Network(int Nodes, ImmutableList<(int A, int B)> Links, int Islands);

public sealed record Linked(int A, int B);

public static class NetworkReducer
{
    [Reducer]
    public static Network Apply(Network state, Linked action)
    {
        var links = state.Links.Add((action.A, action.B));
        var parents = new int[state.Nodes];
        for (var i = 0; i < parents.Length; i++)
            parents[i] = i;
        var islands = state.Nodes;
        foreach (var (a, b) in links)
        {
            if (Union(parents, a, b))
                islands--;
        }

        return state with { Links = links, Islands = islands };
    }

    private static bool Union(int[] parents, int a, int b)
    {
        a = Find(parents, a);
        b = Find(parents, b);
        parents[a] = b;
        return a != b;
    }

    private static int Find(int[] parents, int node)
    {
        while (parents[node] != node)
            node = parents[node] = parents[parents[node]];
        return node;
    }
}
