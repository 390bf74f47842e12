// silent: the iterator runs to its end within the reducer
using System.Collections.Immutable;

public sealed record Chunks(ImmutableArray<string> Parts);

public sealed record TextCut(string Text, int Size);

public static class Cutting
{
    public static IEnumerable<string> Parts(string text, int size)
    {
        var buffer = new List<char>(size);
        foreach (var letter in text)
        {
            buffer.Add(letter);
            if (buffer.Count < size)
                continue;
            yield return new string(buffer.ToArray());
            buffer.Clear();
        }

        if (buffer.Count > 0)
            yield return new string(buffer.ToArray());
    }
}

public static class ChunksReducer
{
    [Reducer]
    public static Chunks Apply(Chunks state, TextCut action) => action.Size < 1 ? state : new([.. Cutting.Parts(action.Text, action.Size)]);
}
