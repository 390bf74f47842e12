// SCUT2002, SCUT4002: the nested collection initialiser of a new object adds to the list it was constructed with
public sealed record Recipe(List<string> Steps); // here

public sealed record StepAdded(string Step);

public static class RecipeReducer
{
    [Reducer]
    public static Recipe Apply(Recipe state, StepAdded action) =>
        new(state.Steps)
        {
            Steps = { action.Step }, // here
        };
}
