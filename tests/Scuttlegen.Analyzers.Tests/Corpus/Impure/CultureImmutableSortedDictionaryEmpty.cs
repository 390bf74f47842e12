// SCUT1006: ImmutableSortedDictionary<string, …>.Empty carries the culture-sensitive default comparer
using System.Collections.Immutable;

public sealed record Glossary(ImmutableSortedDictionary<string, string> Terms);
public sealed record GlossaryReset(string Term, string Meaning);

public static class GlossaryReducers
{
    [Reducer]
    public static Glossary Apply(Glossary state, GlossaryReset action) => new(ImmutableSortedDictionary<string, string>.Empty.Add(action.Term, action.Meaning)); // here
}
