// SCUT1008: ToImmutableArray freezes a set's hash order into the state
using System.Collections.Immutable;

public sealed record Survey(ImmutableHashSet<string> Answers, ImmutableArray<string> Final);
public sealed record SurveyClosed(string By);

public static class SurveyReducers
{
    [Reducer]
    public static Survey Apply(Survey state, SurveyClosed action) => state with { Final = state.Answers.ToImmutableArray() }; // here
}
