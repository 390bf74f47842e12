using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

public sealed class CrdtReplacedTests
{
    private const string Id = RuleIds.CrdtReplaced;

    [Theory]
    [InlineData("=> state with { Tags = action.Tags }; // here")]
    [InlineData("=> state with { Tags = ORSet<string>.Empty }; // here")]
    [InlineData("=> state with { Tags = ORSet<string>.Empty.Add(action.Text, Dot.From(context)) }; // here")]
    [InlineData("=> state with { Tags = state.Other }; // here")]
    [InlineData("=> state with { Tags = state.Other.Add(action.Text, Dot.From(context)).Value }; // here")]
    [InlineData("=> state with { Tags = action.Text == \"\" ? ORSet<string>.Empty : state.Tags }; // here")]
    [InlineData("{ var tags = state.Tags; if (action.Text == \"\") tags = action.Tags; \n return state with { Tags = tags }; // here\n }")]
    [InlineData("{ var tags = ORSet<string>.Empty; foreach (var t in state.Tags) tags = tags.Add(t, Dot.From(context)); \n return state with { Tags = tags }; // here\n }")]
    [InlineData("=> new(action.Tags, state.Other, state.Likes, state.Title, state.Pinned, state.Stock, state.Map, state.Items); // here")]
    [InlineData("=> Helper(state, action.Tags); // here", "static Note Helper(Note note, ORSet<string> tags) => note with { Tags = tags };")]
    public Task Values_from_elsewhere_are_reported(string body, string beside = "") => RuleCheck.ReportsInNoteAsync(Id, body, beside);

    [Theory]
    [InlineData("=> state with { Tags = state.Tags.Add(action.Text, Dot.From(context)) };")]
    [InlineData("=> state with { Tags = state.Tags.Add(\"a\", Dot.From(context)).Value.Add(\"b\", Dot.From(context, 1)) };")]
    [InlineData("=> state with { Tags = state.Tags.Merge(action.Tags) };")]
    [InlineData("=> state with { Tags = action.Tags.Merge(state.Tags) };")]
    [InlineData("{ var (next, _) = state.Tags.Add(\"a\", Dot.From(context)); return state with { Tags = next }; }")]
    [InlineData("{ var m = state.Tags.Add(\"a\", Dot.From(context)); return state with { Tags = m.Value }; }")]
    [InlineData("{ var tags = state.Tags; uint n = 0; foreach (var t in action.Many) tags = tags.Add(t, Dot.From(context, n++)); return state with { Tags = tags }; }")]
    [InlineData("{ ORSet<string> tags = ORSet<string>.Empty; if (action.Text == \"\") tags = state.Tags; else tags = state.Tags.Merge(action.Tags); return state with { Tags = tags }; }")]
    [InlineData("=> state with { Tags = action.Many.Aggregate(state.Tags, (tags, t) => tags.Add(t, Dot.From(context))) };")]
    [InlineData("=> state with { Tags = Add(state.Tags, action.Text, context) };", "static ORSet<string> Add(ORSet<string> tags, string t, ReplayContext c) => t == \"\" ? tags : tags.Add(t, Dot.From(c));")]
    [InlineData("=> state with { Items = state.Items.Add(new Item(1, ORSet<string>.Empty) with { Labels = action.Tags }) };")]
    [InlineData("=> state with { Items = [.. state.Items.Select(i => i with { Labels = i.Labels.Add(\"a\", Dot.From(context)) })] };")]
    [InlineData("=> state with { Title = state.Title?.Set(\"a\", context.Stamp) ?? state.Title! };")]
    [InlineData("=> state is { Tags: var tags } ? state with { Tags = tags.Merge(action.Tags) } : state;")]
    [InlineData("=> Initial;", "static Note Initial => new(ORSet<string>.Empty, null!, null!, null!, null!, null!, null!, []);")]
    [InlineData("=> new(state.Tags.Merge(action.Tags), state.Other, state.Likes, state.Title, state.Pinned, state.Stock, state.Map, state.Items);")]
    public Task Operations_on_the_member_are_silent(string body, string beside = "") => RuleCheck.ReportsInNoteAsync(Id, body, beside);

    [Fact]
    public Task A_slice_that_is_a_crdt_is_changed_by_its_operations_too() => RuleCheck.ReportsAtMarksAsync(Id,
        """
        public static class Reducers
        {
            [Reducer] public static GCounter Count(GCounter state, Bumped action, ReplayContext context) => state.Increment(context.Source);
            [Reducer] public static GCounter Reset(GCounter state, Bumped action) => GCounter.Empty; // here
            [Reducer] public static GCounter Same(GCounter state, Bumped action) => state;
        }
        """);
}
