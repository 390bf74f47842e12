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
    public Task Edits_come_from_the_action() => RuleCheck.ReportsAtMarksAsync(
        Id,
        """
        public sealed record Note(ReplicatedText Text, ReplicatedList<string> Tasks);
        public sealed record Edited(ReplicatedText.Edit Edit, ReplicatedList<string>.Edit Change, int Index);
        public static class Reducers
        {
            [Reducer] public static Note A(Note state, Edited action, ReplayContext context) => state with { Text = state.Text.Insert(action.Index, "a", Dot.From(context)) }; // here
            [Reducer] public static Note B(Note state, Edited action, ReplayContext context) => state with { Text = state.Text.Apply(state.Text.PrepareDelete(0, 1), Dot.From(context)) }; // here
            [Reducer] public static Note C(Note state, Edited action, ReplayContext context) => state with { Tasks = state.Tasks.Move(0, 1, Dot.From(context), context.Stamp) }; // here
            [Reducer] public static Note D(Note state, Edited action, ReplayContext context) => state with { Text = state.Text.Apply(action.Edit, Dot.From(context)), Tasks = state.Tasks.Apply(action.Change, Dot.From(context), context.Stamp) };
            [Reducer] public static Note E(Note state, Edited action, ReplayContext context) { ReplicatedText text = ReplicatedText.Empty.Insert(0, "a", Dot.From(context)); return state with { Text = text.Insert(1, "b", Dot.From(context, 1)) }; }
        }
        """);

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
