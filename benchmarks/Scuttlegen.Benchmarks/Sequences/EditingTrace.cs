namespace Scuttlegen.Benchmarks.Sequences;

/// <summary>
/// Key strokes of somebody who writes a paper, made up and the same every time: bursts of typing, backspaces, and jumps of the cursor, most of them short. In number, in what is left of it and in how often the cursor
/// jumps it is like the trace of the automerge paper (259,778 key strokes, 77,463 of them deletions, 104,852 characters in the end).
/// </summary>
internal static class EditingTrace
{
    private const string Letters = "eeeeetttaaaooiinnssrrhhddlluc   mfywgpbvk,.\n";

    /// <summary>One key stroke: a character typed at an index, or the one there deleted.</summary>
    public readonly record struct Stroke(int Index, char Typed)
    {
        public bool IsDeletion => Typed == '\0';
    }

    public static Stroke[] Create(int count)
    {
        var random = new Random(1604);
        var strokes = new List<Stroke>(count);
        int length = 0, cursor = 0;
        while (strokes.Count < count)
        {
            cursor = random.Next(100) switch
            {
                < 55 => cursor,
                < 80 => Math.Clamp(cursor + random.Next(-200, 200), 0, length),
                < 90 => length,
                _ => random.Next(length + 1),
            };
            for (var typed = Burst(random, 14); typed > 0; typed--, length++) strokes.Add(new Stroke(cursor++, Letters[random.Next(Letters.Length)]));
            if (random.Next(100) >= 45) continue;
            for (var deleted = Math.Min(cursor, Burst(random, 13)); deleted > 0; deleted--, length--) strokes.Add(new Stroke(--cursor, '\0'));
        }

        return [.. strokes.Take(count)];
    }

    /// <summary>The text that the key strokes leave, by a list of characters.</summary>
    public static string Replay(Stroke[] strokes)
    {
        var text = new List<char>();
        foreach (var stroke in strokes)
        {
            if (stroke.IsDeletion) text.RemoveAt(stroke.Index);
            else text.Insert(stroke.Index, stroke.Typed);
        }

        return string.Concat(text);
    }

    /// <summary>Geometric: mostly short, now and then long.</summary>
    private static int Burst(Random random, int mean) => 1 + (int)(-Math.Log(1 - random.NextDouble()) * (mean - 1));
}
