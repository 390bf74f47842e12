// SCUT2002, SCUT4002: int.TryParse writes its result straight into the state's array
using System.Globalization;

public sealed record Form(int[] Fields); // here

public sealed record FieldTyped(int Index, string Text);

public static class FormReducer
{
    [Reducer]
    public static Form Apply(Form state, FieldTyped action)
    {
        if (!int.TryParse(action.Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out state.Fields[action.Index])) // here
            return state;
        return state with { };
    }
}
