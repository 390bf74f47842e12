using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

public sealed class DroppedResultTests
{
    private const string Id = RuleIds.DroppedResult;

    [Theory]
    [InlineData("{\n state.Tags.Merge(action.Tags); // here\n return state; }")]
    [InlineData("{\n state.Likes.Increment(context.Source); // here\n return state; }")]
    [InlineData("{\n state.Items.Add(null!); // here\n return state; }")]
    [InlineData("{\n action.Text.Trim(); // here\n return state; }")]
    [InlineData("{\n action.Many.ToList().ForEach(t => { state.Tags.Add(t, Dot.From(context)); }); // here\n return state; }")]
    [InlineData("{\n Helper(state); // here\n return state; }", "static void Helper(Note n) { n.Items.Clear(); }")]
    public Task Dropped_results_are_reported(string body, string beside = "") => RuleCheck.ReportsInNoteAsync(Id, body, beside);

    [Theory]
    [InlineData("{ _ = state.Likes.Increment(context.Source); return state; }")]
    [InlineData("{ var b = state.Items.ToBuilder(); b.Add(null!); return state with { Items = b.ToImmutable() }; }")]
    [InlineData("{ var l = new List<int>(); l.Add(1); var s = new StringBuilder(); s.Append(l.Count); s.ToString(); return state; }")]
    [InlineData("{ ArgumentNullException.ThrowIfNull(action); return state; }")]
    [InlineData("{ var items = state.Items; items = items.Clear(); return state with { Items = items }; }")]
    public Task Honest_statements_are_silent(string body, string beside = "") => RuleCheck.ReportsInNoteAsync(Id, body, beside);
}
