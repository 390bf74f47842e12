// silent: ref locals into a fresh array
public sealed record Dice(int MostCommon);

public sealed record Rolled(string Rolls);

public static class DiceReducer
{
    [Reducer]
    public static Dice Apply(Dice state, Rolled action)
    {
        var counts = new int[7];
        foreach (var roll in action.Rolls)
        {
            if (roll is < '1' or > '6')
                continue;
            ref var count = ref counts[roll - '0'];
            count++;
        }

        ref readonly var best = ref counts[1];
        var face = 1;
        for (var i = 2; i < counts.Length; i++)
        {
            if (counts[i] <= best)
                continue;
            best = ref counts[i];
            face = i;
        }

        return new Dice(face);
    }
}
