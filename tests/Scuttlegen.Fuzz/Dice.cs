namespace Scuttlegen.Fuzz;

/// <summary>SplitMix64: cheap to begin anew for each input, so that any input can be made again from its number alone.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The dice of one input, or round, of a run.</summary>
    public static Dice For(ulong seed, long number) => new(new Dice(seed ^ ((ulong)number * 0xD1342543DE82EF95)).Next());

    public ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    public int Below(int limit) => (int)(Next() % (uint)limit);

    public bool OneIn(int count) => Below(count) == 0;

    /// <summary>From 1 to <paramref name="most"/>, small numbers as likely as large ones of as many digits.</summary>
    public int UpTo(int most) => 1 + Below(1 + Below(most));

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) bytes[i] = (byte)Next();
        return bytes;
    }
}
