// SCUT2002, SCUT4002: one branch forgets the copy
public sealed record Palette(int[] Colours); // here

public sealed record ColourSet(int Index, int Colour);

public static class PaletteReducer
{
    [Reducer]
    public static Palette Apply(Palette state, ColourSet action)
    {
        var colours = state.Colours;
        if (action.Index >= colours.Length)
        {
            colours = new int[action.Index + 1];
            state.Colours.CopyTo(colours, 0);
        }

        colours[action.Index] = action.Colour; // here
        return new Palette(colours);
    }
}
