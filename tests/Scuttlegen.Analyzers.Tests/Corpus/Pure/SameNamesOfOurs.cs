// silent: types of the program that share names with the system's
namespace Game
{
    public sealed class Random(uint seed)
    {
        private uint _state = seed;
        public int Next(int max) => (int)((_state = (_state * 1664525u) + 1013904223u) % (uint)max);
    }

    public static class File
    {
        public static string ReadAllText(string path) => path;
    }

    public static class Reducers
    {
        [Reducer]
        public static Tally Apply(Tally state, Bumped action) =>
            state with { Value = new Random(7).Next(action.By), Text = File.ReadAllText(action.Text) };
    }
}
