// silent: the parameter `state` is reassigned in a loop, no state is changed
using System.Collections.Immutable;

public sealed record Robot(int X, int Y, int Heading);

public sealed record Programmed(string Commands);

public static class RobotReducer
{
    [Reducer]
    public static Robot Apply(Robot state, Programmed action)
    {
        foreach (var command in action.Commands)
        {
            state = command switch
            {
                'L' => state with { Heading = (state.Heading + 3) % 4 },
                'R' => state with { Heading = (state.Heading + 1) % 4 },
                'F' when state.Heading % 2 == 0 => state with { Y = state.Y + 1 - state.Heading },
                'F' => state with { X = state.X + 2 - state.Heading },
                _ => state,
            };
        }

        return state;
    }
}
