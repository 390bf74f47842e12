using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

public sealed class ObservedFromStateTests
{
    private const string Id = RuleIds.ObservedFromState;

    [Theory]
    [InlineData("=> state with { Tags = state.Tags.Remove(action.Text) }; // here")]
    [InlineData("=> state with { Pinned = state.Pinned.Disable() }; // here")]
    [InlineData("=> state with { Pinned = state.Pinned.Disable(state.Pinned.Observe()) }; // here")]
    [InlineData("{ var seen = state.Tags.Observe(action.Text); \n return state with { Tags = state.Tags.Remove(seen) }; // here\n }")]
    [InlineData("=> state with { Map = state.Map.Update(action.Text, set => set.Remove(action.Text)) }; // here")]
    [InlineData("=> state with { Tags = state.Tags.Remove(See(state, action.Text)) }; // here", "static ORSet<string>.Removal See(Note n, string t) => n.Tags.Observe(t);")]
    [InlineData("=> Untag(state, action.Text); // here", "static Note Untag(Note n, string t) => n with { Tags = n.Tags.Remove(t) };")]
    public Task Observations_of_the_state_are_reported(string body, string beside = "") => RuleCheck.ReportsInNoteAsync(Id, body, beside);

    [Theory]
    [InlineData("=> state with { Tags = state.Tags.Remove(action.Removal), Pinned = state.Pinned.Disable(action.Seen) };")]
    [InlineData("=> state with { Pinned = state.Pinned.Enable(Dot.From(context)) };")]
    [InlineData("{ var scratch = ORSet<string>.Empty.Add(\"a\", Dot.From(context)).Value; scratch = scratch.Remove(\"a\"); return state with { Tags = state.Tags.Merge(scratch) }; }")]
    [InlineData("=> state with { Map = state.Map.Update(action.Text, set => set.Remove(action.Removal)) };")]
    public Task Observations_of_the_action_are_silent(string body, string beside = "") => RuleCheck.ReportsInNoteAsync(Id, body, beside);

    [Fact]
    public Task Broken_programs_do_no_harm() => RuleCheck.SurvivesAsync(
        """
        public sealed record Note(ORSet<string> Tags, GCounter Likes);
        public static class R
        {
            [Reducer] public static Note A(Note state, Note action, ReplayContext context)
            {
                var (tags, _) = state.Tags.Add("a", new Dot(context.Source, 1, 0));
                foreach (var t in action.Tags) tags = Help(tags, t);
                state.Likes.Increment(default);
                return state is { Tags: { Count: > 1 } x } ? state with { Tags = tags?.Remove(x.Observe("a")) ?? x, Likes = action.Likes } : new(ORSet<string>.Empty, state.Likes);
            }
            private static ORSet<string> Help(ORSet<string> tags, string t) => tags == null ? Help(tags!, t) : tags.Remove(t);
        }
        """);
}
