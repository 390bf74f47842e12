// silent: types called DateTime and Random in the program's own namespace
namespace Tabletop
{
    public readonly record struct DateTime(long Ticks)
    {
        public static DateTime Now => new(42);
        public static DateTime UtcNow => Now;
    }

    public sealed class Random(uint seed)
    {
        public uint Next() => unchecked(seed * 1664525 + 1013904223);
    }

    public static class Reducers
    {
        [Reducer]
        public static Tally Apply(Tally state, Bumped action) => state with { Value = DateTime.Now.Ticks + DateTime.UtcNow.Ticks + new Random(7).Next() };
    }
}
