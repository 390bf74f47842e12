using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

public sealed class ReplicaIdTests
{
    private const string Id = RuleIds.ReplicaIdMixedUp;

    [Theory]
    [InlineData("=> state with { Likes = state.Likes.Increment(action.By) }; // here")]
    [InlineData("=> state with { Likes = state.Likes.Increment(default) }; // here")]
    [InlineData("=> state with { Likes = state.Likes.Increment(Source.Parse(\"x\")) }; // here")]
    [InlineData("=> state with { Likes = state.Likes.Increment(state.Title.Stamp.Source) }; // here")]
    [InlineData("=> state with { Title = state.Title.Set(\"a\", action.At) }; // here")]
    [InlineData("=> state with { Tags = state.Tags.Add(\"a\", action.Dot) }; // here")]
    [InlineData("=> state with { Tags = state.Tags.Add(\"a\", new Dot(action.By, 1, 0)) }; // here")]
    [InlineData("=> state with { Stock = state.Stock.Transfer(action.By, context.Source, 1) }; // here")]
    [InlineData("=> Like(state, action.By); // here", "static Note Like(Note n, Source by) => n with { Likes = n.Likes.Increment(by) };")]
    public Task Names_from_elsewhere_are_reported(string body, string beside = "") => RuleCheck.ReportsInNoteAsync(Id, body, beside);

    [Theory]
    [InlineData("=> state with { Likes = state.Likes.Increment(context.Source), Title = state.Title.Set(\"a\", context.Stamp) };")]
    [InlineData("=> state with { Stock = state.Stock.Transfer(context.Source, action.By, 1) };")]
    [InlineData("=> state with { Likes = state.Likes.Increment(context.Source, state.Likes.CountOf(action.By)) };")]
    [InlineData("=> state with { Likes = state.Likes.Increment(context.Stamp.Source) };")]
    [InlineData("=> state with { Tags = state.Tags.Add(\"a\", new Dot(context.Source, context.Sequence, 3)) };")]
    [InlineData("=> state with { Tags = state.Tags.Add(\"a\", Dot.From(context) with { N = 4 }) };")]
    [InlineData("{ var dot = default(Dot); if (action.Text == \"\") dot = Dot.From(context); else dot = Dot.From(context, 1); return state with { Tags = state.Tags.Add(\"a\", dot) }; }")]
    [InlineData("=> Like(state, context.Source);", "static Note Like(Note n, Source by) => n with { Likes = n.Likes.Increment(by) };")]
    public Task The_updates_own_are_silent(string body, string beside = "") => RuleCheck.ReportsInNoteAsync(Id, body, beside);
}
