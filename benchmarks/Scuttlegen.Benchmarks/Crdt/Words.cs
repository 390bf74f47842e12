namespace Scuttlegen.Benchmarks.Crdt;

/// <summary>Elements and keys, in random order.</summary>
internal static class Words
{
    private const int Seed = 7;

    /// <summary>Distinct texts of 13 characters that share a prefix, such as a program makes: <c>item-00012345</c>.</summary>
    public static string[] Numbered(int first, int count) => Shuffled(Enumerable.Range(first, count).Select(static n => $"item-{n:d8}"));

    /// <summary>Distinct texts of 22 characters that share nothing: 16 random bytes in Base64.</summary>
    public static string[] Random(int seed, int count)
    {
        var random = new Random(seed);
        var bytes = new byte[16];
        var words = new string[count];
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            words[i] = Convert.ToBase64String(bytes)[..22];
        }

        return words;
    }

    private static string[] Shuffled(IEnumerable<string> words)
    {
        var shuffled = words.ToArray();
        new Random(Seed).Shuffle(shuffled);
        return shuffled;
    }
}
