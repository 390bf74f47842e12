// SCUT1012: Distinct over records that hold an ImmutableArray keeps equal ones apart
using System.Collections.Immutable;

public sealed record Recipe(string Name, ImmutableArray<string> Steps);
public sealed record Cookbook(ImmutableList<Recipe> Recipes);
public sealed record RecipeAdded(Recipe Recipe);

public static class CookbookReducers
{
    [Reducer]
    public static Cookbook Apply(Cookbook state, RecipeAdded action) => new(state.Recipes.Add(action.Recipe).Distinct().ToImmutableList()); // here
}
