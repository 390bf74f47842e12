// SCUT1006: Distinct with a comparer created for the current culture
using System.Collections.Immutable;
using System.Globalization;

public sealed record Names(ImmutableArray<string> All);
public sealed record Given(string Name);

public static class Comparers
{
    public static StringComparer Lenient => StringComparer.Create(CultureInfo.CurrentCulture, ignoreCase: true);
}

public static class NameReducers
{
    [Reducer]
    public static Names Apply(Names state, Given action) => new([.. state.All.Add(action.Name).Distinct(Comparers.Lenient)]); // here
}
