// silent: the enumerator changes only itself, a local struct
public readonly struct Bits(uint value)
{
    public Enumerator GetEnumerator() => new(value);

    public struct Enumerator(uint rest)
    {
        private uint _rest = rest;
        private int _current = -1;

        public readonly int Current => _current;

        public bool MoveNext()
        {
            if (_rest == 0)
                return false;
            while ((_rest & 1) == 0)
            {
                _rest >>= 1;
                _current++;
            }

            _rest >>= 1;
            _current++;
            return true;
        }
    }
}

public sealed record Switches(int Highest);

public sealed record Set(uint Mask);

public static class SwitchesReducer
{
    [Reducer]
    public static Switches Apply(Switches state, Set action)
    {
        var highest = state.Highest;
        foreach (var bit in new Bits(action.Mask))
            highest = Math.Max(highest, bit);
        return new Switches(highest);
    }
}
