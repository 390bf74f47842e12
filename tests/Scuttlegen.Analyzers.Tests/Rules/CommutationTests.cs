using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Rules;
using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

/// <summary>The conditions of R4, each kept and each broken.</summary>
public sealed class CommutationTests
{
    private const string Beside =
        """
        using System.Collections.Immutable;
        using Scuttlegen.Crdt;

        public enum Level { Low, Middle, High }
        [Flags] public enum Marks { None = 0, Seen = 1, Liked = 2 }
        public sealed record Person(string Name, int Age);
        public sealed record Inner(int Count, int Other);
        public sealed record Board(
            int Sum, long Total, short Small, int Max, bool Flag, string Text, double Ratio, decimal Price, Level Level, Marks Marks, DateTimeOffset Seen, TimeSpan Longest, Inner Inner,
            ImmutableHashSet<string> Names, ImmutableSortedSet<int> Ids, ImmutableHashSet<decimal> Prices, ImmutableHashSet<Person> People, ImmutableList<string> Lines, ImmutableDictionary<string, int> Counts,
            ImmutableDictionary<Source, int> Own, GCounter Likes, PNCounter Score, ORSet<string> Tags, LWWRegister<string> Title, LWWMap<string, string> Settings, MaxRegister<int> Best,
            MVRegister<string> Draft, BoundedCounter Stock, ORMap<string, ORSet<string>> Groups, OneWayFlag Done, ResettableCounter Visits, ReplicatedTree<string> Outline, ReplicatedText Body, ReplicatedList<string> Tasks);

        public sealed record Sent(
            int By, int To, uint Unsigned, bool Yes, string Text, string? Maybe, int? Perhaps, double Ratio, decimal Price, Level Level, Marks Marks, DateTimeOffset At, TimeSpan Time, Person Person,
            ImmutableArray<string> Words, ORSet<string>.Removal Removal, GCounter Likes, ObservedDots Observed, Source Of, Stamp When, ResettableCounter.Observation Observation, TreeNodeId Node, TreeNodeId Parent,
            ReplicatedText.Edit Edit, ReplicatedList<string>.Edit Change);
        public sealed record Reset;
        """;

    [Theory]
    [InlineData("state with { Sum = state.Sum + action.By }")]
    [InlineData("state with { Sum = action.By + state.Sum - 3 }")]
    [InlineData("state with { Sum = unchecked(state.Sum - action.By) }")]
    [InlineData("state with { Sum = state.Sum + 1, Total = state.Total + action.By }")]
    [InlineData("state with { Total = state.Total + action.By * action.To }")]
    [InlineData("state with { Small = (short)(state.Small + action.By) }")]
    [InlineData("state with { Sum = (int)(state.Sum + (long)action.By) }")]
    [InlineData("state with { Max = Math.Max(state.Max, action.By) }")]
    [InlineData("state with { Max = Math.Max(action.By, state.Max) }")]
    [InlineData("state with { Max = int.Max(action.By, state.Max) }")]
    [InlineData("state with { Max = Math.Max(Math.Max(state.Max, action.By), action.To) }")]
    [InlineData("state with { Max = Math.Min(state.Max, action.By) }")]
    [InlineData("action.By > state.Max ? state with { Max = action.By } : state")]
    [InlineData("state.Max >= action.By ? state : state with { Max = action.By }")]
    [InlineData("state with { Max = state.Max < action.By ? action.By : state.Max }")]
    [InlineData("state with { Level = action.Level > state.Level ? action.Level : state.Level }")]
    [InlineData("state with { Longest = action.Time > state.Longest ? action.Time : state.Longest }")]
    [InlineData("action.By > 0 && action.By > state.Max ? state with { Max = action.By } : state")]
    [InlineData("action.By <= 0 || action.By <= state.Max ? state : state with { Max = action.By }")]
    [InlineData("string.CompareOrdinal(action.Text, state.Text) > 0 ? state with { Text = action.Text } : state")]
    [InlineData("state with { Flag = state.Flag || action.Yes }")]
    [InlineData("state with { Flag = state.Flag | action.Yes }")]
    [InlineData("state with { Flag = state.Flag && action.Yes }")]
    [InlineData("state with { Flag = true }")]
    [InlineData("state with { Marks = state.Marks | action.Marks }")]
    [InlineData("state with { Marks = state.Marks | Marks.Seen }")]
    [InlineData("state with { Sum = state.Sum ^ action.By }")]
    [InlineData("state with { Inner = state.Inner with { Count = state.Inner.Count + 1 } }")]
    [InlineData("action.Yes ? state with { Sum = state.Sum + 1 } : state")]
    [InlineData("action.Level switch { Level.Low => state with { Sum = state.Sum + 1 }, Level.High => state with { Sum = state.Sum + 2 }, _ => state }")]
    [InlineData("state with { Names = state.Names.Add(action.Text) }")]
    [InlineData("state with { Names = state.Names.Union(action.Words) }")]
    [InlineData("state with { Ids = state.Ids.Add(action.By).Add(action.To) }")]
    [InlineData("state with { People = state.People.Add(action.Person) }")]
    [InlineData("state with { Names = state.Names.Remove(action.Text) }")]
    [InlineData("state.Names.Contains(action.Text) ? state : state with { Names = state.Names.Add(action.Text) }")]
    [InlineData("!state.Names.Contains(action.Text) ? state with { Names = state.Names.Add(action.Text) } : state")]
    [InlineData("state with { Counts = state.Counts.SetItem(action.Text, state.Counts.GetValueOrDefault(action.Text) + action.By) }")]
    [InlineData("state with { Counts = state.Counts.SetItem(action.Text.Trim(), Math.Max(state.Counts.GetValueOrDefault(action.Text.Trim(), 0), action.By)) }")]
    [InlineData("state with { Counts = state.Counts.SetItem(action.Text, state.Counts.TryGetValue(action.Text, out var old) ? old + action.By : action.By) }")]
    [InlineData("state with { Counts = state.Counts.SetItem(action.Text, state.Counts.ContainsKey(action.Text) ? state.Counts[action.Text] + 1 : 1) }")]
    [InlineData("state with { Own = state.Own.SetItem(context.Source, state.Own.GetValueOrDefault(context.Source) + action.By) }")]
    [InlineData("state with { Own = state.Own.SetItem(context.Source, action.By) }")]
    [InlineData("state with { Seen = context.Timestamp > state.Seen ? context.Timestamp : state.Seen }")]
    [InlineData("state with { Likes = state.Likes.Increment(context.Source) }")]
    [InlineData("state with { Likes = state.Likes.Increment(context.Source, (ulong)action.Unsigned).Value }")]
    [InlineData("state with { Likes = state.Likes.Merge(action.Likes) }")]
    [InlineData("state with { Score = state.Score.Add(context.Source, action.By) }")]
    [InlineData("state with { Tags = state.Tags.Add(action.Text, Dot.From(context)) }")]
    [InlineData("state with { Tags = state.Tags.Remove(action.Removal) }")]
    [InlineData("state with { Body = state.Body.Apply(action.Edit, Dot.From(context)) }")]
    [InlineData("state with { Tags = action.Words.Aggregate(state.Tags, (tags, word) => tags.Add(word, Dot.From(context))) }")]
    [InlineData("state with { Title = state.Title.Set(action.Text, context.Stamp) }")]
    [InlineData("state with { Settings = state.Settings.Set(action.Text, action.Text, context.Stamp) }")]
    [InlineData("state with { Outline = state.Outline.Create(action.Parent, action.Text, Dot.From(context), context.Stamp) }")]
    [InlineData("state with { Outline = state.Outline.Move(action.Node, action.Parent, context.Stamp, 1) }")]
    [InlineData("state with { Outline = state.Outline.Remove(action.Node, context.Stamp) }")]
    [InlineData("state with { Outline = state.Outline.SetValue(action.Node, action.Text, context.Stamp) }")]
    [InlineData("state with { Best = state.Best.Raise(action.By) }")]
    [InlineData("state with { Draft = state.Draft.Set(action.Text, Dot.From(context), action.Observed) }")]
    [InlineData("state with { Stock = state.Stock.Increment(context.Source, 3) }")]
    [InlineData("state with { Groups = state.Groups.Update(action.Text, set => set.Add(action.Text, Dot.From(context))) }")]
    [InlineData("state with { Done = state.Done.Enable() }")]
    [InlineData("state with { Visits = state.Visits.Reset(action.Observation) }")]
    [InlineData("state with { Sum = state.Sum + action.By / 2 + action.By % 10 }")]
    [InlineData("state with { Sum = state.Sum + (action.Maybe?.Length ?? 0) + action.Text.Length }")]
    [InlineData("state with { Sum = state.Sum + (action.Perhaps is { } some ? some : 0) }")]
    [InlineData("state with { Sum = state.Sum + action.Words.Count(word => word.Length > 3) }")]
    [InlineData("state with { Sum = state.Sum + Twice(action.By) }", "static int Twice(int x) => x * 2;")]
    [InlineData("Added(state, action.By)", "static Board Added(Board board, int by) => board with { Sum = board.Sum + by };")]
    [InlineData("state.Plus(action.By)", "}\npublic static class Extensions { public static Board Plus(this Board board, int by) => board with { Sum = Add(board.Sum, by) }; static int Add(int a, int b) => a + b;")]
    public Task Joins_commute(string expression, string member = "") => IsProvenAsync($"=> {expression};", member);

    [Theory]
    [InlineData("{ if (action.By == 0) return state; return state with { Sum = state.Sum + action.By }; }")]
    [InlineData("{ if (action.By <= state.Max) return state; return state with { Max = action.By }; }")]
    [InlineData("{ var by = action.Yes ? action.By : -action.By; var next = state.Sum + by; return state with { Sum = next }; }")]
    [InlineData("{ var sum = state.Sum; foreach (var word in action.Words) sum += word.Length; return state with { Sum = sum }; }")]
    [InlineData("{ var names = state.Names; foreach (var word in action.Words) { if (word.Length == 0) continue; names = names.Add(word); } return state with { Names = names }; }")]
    [InlineData("{ var max = state.Max; for (var i = 0; i < action.By; i++) max = Math.Max(max, i); return state with { Max = max }; }")]
    [InlineData("{ var max = state.Max; foreach (var word in action.Words) { if (word.Length > max) max = word.Length; } return state with { Max = max }; }")]
    [InlineData("{ var tags = state.Tags; var n = 0u; foreach (var word in action.Words) tags = tags.Add(word, Dot.From(context, n++)); return state with { Tags = tags }; }")]
    [InlineData("{ var (tags, _) = state.Tags.Add(action.Text, Dot.From(context)); return state with { Tags = tags }; }")]
    [InlineData("{ switch (action.Level) { case Level.Low: return state with { Sum = state.Sum + 1 }; case Level.High: state = state with { Sum = state.Sum + 2 }; break; default: break; } return state; }")]
    [InlineData("{ state.Counts.TryGetValue(action.Text, out var n); return state with { Counts = state.Counts.SetItem(action.Text, n + 1) }; }")]
    [InlineData("{ if (action.Maybe is null) return state; return state with { Names = state.Names.Add(action.Maybe) }; }")]
    [InlineData("{ var next = state with { Sum = state.Sum + 1 }; if (action.Yes) { next = next with { Max = Math.Max(next.Max, action.By) }; } return next; }")]
    [InlineData("{ if (action.Words.IsDefaultOrEmpty) return state; var longest = action.Words.Max(word => word.Length as int?) ?? 0; return state; }")]
    [InlineData("{ var key = action.Text.Trim().ToUpperInvariant(); if (key.Length == 0) { return state; } return state with { Counts = state.Counts.SetItem(key, state.Counts.GetValueOrDefault(key) + 1) }; }")]
    [InlineData("{ if (!state.Names.Contains(action.Text)) { state = state with { Names = state.Names.Add(action.Text) }; } return state; }")]
    [InlineData("{ if (state.Names.Contains(action.Text)) return state; return state with { Names = state.Names.Add(action.Text) }; }")]
    [InlineData("{ var at = context.Timestamp; return state with { Seen = state.Seen < at ? at : state.Seen, Sum = state.Sum + 1, Likes = state.Likes.Increment(context.Source) }; }")]
    [InlineData("{ if (context.Timestamp > state.Seen) state = state with { Seen = context.Timestamp }; return state with { Sum = state.Sum + 1 }; }")]
    [InlineData("{ return action switch { { Yes: true, By: > 0 and var by } => state with { Sum = state.Sum + by }, { Maybe: { Length: > 3 } text } => state with { Names = state.Names.Add(text) }, _ => state }; }")]
    [InlineData("{ return Step(state); Board Step(Board board) => board with { Sum = board.Sum + action.By }; }")]
    [InlineData("{ Func<int, int> twice = x => x * 2; return state with { Sum = state.Sum + twice(action.By) }; }")]
    public Task Bodies_are_followed(string body) => IsProvenAsync(body);

    [Theory]
    [InlineData("state with { Text = action.Text }", "it overwrites 'Text' instead of joining to what is there")]
    [InlineData("state with { Sum = 0 }", "it overwrites 'Sum' instead of joining to what is there")]
    [InlineData("state with { Seen = context.Timestamp }", "it overwrites 'Seen' instead of joining to what is there")]
    [InlineData("state with { Tags = ORSet<string>.Empty }", "it overwrites 'Tags' instead of joining to what is there")]
    [InlineData("state with { Text = state.Text + action.Text }", "what it writes to 'Text' is text put together in the order of the updates, at 'state.Text + action.Text'")]
    [InlineData("state with { Lines = state.Lines.Add(action.Text) }", "what it writes to 'Lines' is a sequence in the order of the updates, at 'state.Lines.Add(action.Text)'")]
    [InlineData("state with { Ratio = state.Ratio + action.Ratio }", "what it writes to 'Ratio' is a floating-point sum, whose last bits depend on the order, at 'state.Ratio + action.Ratio'")]
    [InlineData("state with { Ratio = Math.Max(state.Ratio, action.Ratio) }", "what it writes to 'Ratio' is of type 'Double', of which equal values may differ in their bits, at 'Math.Max(state.Ratio, action.Ratio)'")]
    [InlineData("state with { Price = Math.Max(state.Price, action.Price) }", "what it writes to 'Price' is of type 'Decimal', of which equal values may differ in their bits, at 'Math.Max(state.Price, action.Price)'")]
    [InlineData("state with { Seen = action.At > state.Seen ? action.At : state.Seen }", "whether it changes 'Seen' depends on the state, at 'action.At > state.Seen'")]
    [InlineData("state with { Prices = state.Prices.Add(action.Price) }", "what it writes to 'Prices' is a set of 'Decimal', of which equal elements may differ in their bits, at 'state.Prices.Add(action.Price)'")]
    [InlineData("state with { Counts = state.Counts.SetItem(action.Text, action.By) }", "what it writes to 'Counts' is an entry that the last update to set it decides, at 'state.Counts.SetItem(action.Text, action.By)'")]
    [InlineData("state with { Sum = state.Sum * action.By }", "what it writes to 'Sum' depends on the state, at 'state.Sum * action.By'")]
    [InlineData("state with { Sum = action.By - state.Sum }", "what it writes to 'Sum' depends on the state, at 'action.By - state.Sum'")]
    [InlineData("state with { Sum = state.Sum + state.Max }", "what it writes to 'Sum' depends on the state, at 'state.Sum + state.Max'")]
    [InlineData("state with { Sum = state.Max }", "what it writes to 'Sum' depends on the state, at '*'")]
    [InlineData("state with { Flag = !state.Flag }", "what it writes to 'Flag' depends on the state, at '!state.Flag'")]
    [InlineData("state with { Small = (short)Math.Max(state.Small, action.By) }", "what it writes to 'Small' depends on the state, at '(short)Math.Max(state.Small, action.By)'")]
    [InlineData("state with { Sum = (byte)(state.Sum + 1) }", "what it writes to 'Sum' depends on the state, at '(byte)(state.Sum + 1)'")]
    [InlineData("state.Flag ? state : state with { Sum = state.Sum + 1 }", "whether it changes 'Sum' depends on the state, at 'state.Flag'")]
    [InlineData("action.By > state.Max ? state with { Max = action.By, Text = action.Text } : state", "whether it changes 'Max' depends on the state, at 'action.By > state.Max'", "whether it changes 'Text' depends on the state, at 'action.By > state.Max'")]
    [InlineData("state.Names.Contains(action.Text) ? state : state with { Names = state.Names.Add(action.Text), Sum = state.Sum + 1 }", "whether it changes 'Names' depends on the state, at *", "whether it changes 'Sum' depends on the state, at *")]
    [InlineData("state with { Tags = state.Tags.Remove(action.Text) }", "what it writes to 'Tags' takes what was observed from the state instead of from the action, at 'state.Tags.Remove(action.Text)'")]
    [InlineData("state with { Body = state.Body.Apply(state.Body.PrepareInsert(0, action.Text), Dot.From(context)) }", "what it writes to 'Body' depends on the state, at 'state.Body.PrepareInsert(0, action.Text)'")]
    [InlineData("state with { Tags = state.Tags.Remove(state.Tags.Observe(action.Text)) }", "what it writes to 'Tags' depends on the state, at 'state.Tags.Observe(action.Text)'")]
    [InlineData("state with { Visits = state.Visits.Reset() }", "what it writes to 'Visits' takes what was observed from the state instead of from the action, at 'state.Visits.Reset()'")]
    [InlineData("state with { Draft = state.Draft.Set(action.Text, Dot.From(context)) }", "what it writes to 'Draft' takes what was observed from the state instead of from the action, at *")]
    [InlineData("state with { Likes = state.Likes.Increment(action.Of) }", "what it writes to 'Likes' counts for a source that may not be the update's own, at *")]
    [InlineData("state with { Likes = state.Likes.Increment(context.Source, (ulong)state.Sum) }", "what it writes to 'Likes' depends on the state, at *")]
    [InlineData("state with { Title = state.Title.Set(state.Text, context.Stamp) }", "what it writes to 'Title' depends on the state, at *")]
    [InlineData("state with { Groups = state.Groups.Update(action.Text, set => set.Remove(action.Text)) }", "what it writes to 'Groups' depends on the state, at *")]
    [InlineData("new Board(state.Sum + 1, state.Total, state.Small, state.Max, state.Flag, action.Text, state.Ratio, state.Price, state.Level, state.Marks, state.Seen, state.Longest, state.Inner, state.Names, state.Ids, state.Prices, state.People, state.Lines, state.Counts, state.Own, state.Likes, state.Score, state.Tags, state.Title, state.Settings, state.Best, state.Draft, state.Stock, state.Groups, state.Done, state.Visits, state.Outline, state.Body, state.Tasks)", "it overwrites 'Text' instead of joining to what is there")]
    public Task What_is_no_join_is_told(string expression, params string[] reasons) => IsToldAsync($"=> {expression};", "", reasons);

    [Theory]
    [InlineData("checked(state.Sum + action.By)", "'state.Sum + action.By' may throw: it is checked for overflow")]
    [InlineData("state.Sum + action.By / action.To", "'action.By / action.To' may throw: it divides by what may be zero")]
    [InlineData("state.Sum + action.By % 0u.CompareTo(1u)", "*may throw: it divides by what may be zero")]
    [InlineData("state.Sum + action.Words[0].Length", "'action.Words[0]' may throw: an index may be out of range")]
    [InlineData("state.Sum + action.Words.First().Length", "'action.Words.First()' may throw: it is not known not to")]
    [InlineData("state.Sum + int.Parse(action.Text)", "'int.Parse(action.Text)' may throw: it is not known not to")]
    [InlineData("state.Sum + action.Maybe!.Length", "'action.Maybe*' may throw: it may be null")]
    [InlineData("state.Sum + action.Perhaps.Value", "'action.Perhaps.Value' may throw: it may have no value")]
    [InlineData("state.Sum + (int)action.Perhaps", "'(int)action.Perhaps' may throw: it may have no value")]
    [InlineData("state.Sum + (int)action.Price", "'(int)action.Price' may throw: not every value can be converted")]
    [InlineData("state.Sum + (action.By > 0 ? action.By : throw new InvalidOperationException())", "'throw new InvalidOperationException()' may throw: it is a throw")]
    [InlineData("state.Sum + Deep(action.By)", "'throw new ArgumentException()' may throw: it is a throw", "static int Deep(int x) => x < 0 ? throw new ArgumentException() : x;")]
    [InlineData("state.Sum + Math.Abs(action.By)", "'Math.Abs(action.By)' may throw: it is not known not to")]
    [InlineData("state.Sum + (action.Level switch { Level.Low => 1, Level.High => 2 })", "* may throw: no arm may match")]
    [InlineData("state.Sum + Again(action.By)", "'Again(x - 1)' cannot be followed", "static int Again(int x) => x == 0 ? 0 : Again(x - 1);")]
    [InlineData("state.Sum + ((string)(object)action.Text).Length", "'(string)(object)action.Text' may throw: the cast may fail")]
    public Task What_may_throw_is_told(string expression, string reason, string member = "") =>
        IsToldAsync($"=> state with {{ Sum = {expression} }};", "#pragma warning disable\n" + member, reason);

    [Theory]
    [InlineData("[Guard] public static bool May(Board state, Sent action) => true;", "the guard 'Reducers.May' decides from the state whether the update counts")]
    [InlineData("[Guard] public static bool May(Board state, object action) => true;", "the guard 'Reducers.May' decides from the state whether the update counts")]
    [InlineData("[Guard] public static bool May(Board state, Reset action) => state.Sum > 3;", "the guard 'Reducers.May' reads 'Sum'")]
    [InlineData("[Reducer] public static Board Clear(Board state, Reset action) => state with { Sum = 0 };", "'Reducers.Clear' writes 'Sum' otherwise than by a join")]
    [InlineData("[Reducer] public static Board Copy(Board state, Reset action) => state with { Total = state.Sum };", "'Reducers.Copy' reads 'Sum'")]
    [InlineData("[Reducer] public static Board Raise(Board state, Reset action) => state with { Sum = Math.Max(state.Sum, 3) };", "'Reducers.Raise' joins 'Sum' by maximum, this one by addition")]
    [InlineData("[Reducer] public static Board Log(Board state, Sent action) => state with { Lines = state.Lines.Add(action.Text) };", "'Reducers.Log', which reduces the same action, does not commute: what it writes to 'Lines' is a sequence *")]
    [InlineData("[Reducer] public static Board If(Board state, Reset action) => state.Sum > 3 ? state with { Text = \"\" } : state;", "'Reducers.If' reads 'Sum'")]
    [InlineData("[Reducer] public static Board Whole(Board state, Reset action) => Help(state); static Board Help(Board board) => board.Sum == 3 ? board : board with { Text = \"\" };", "'Reducers.Whole' reads 'Sum'")]
    [InlineData("[Reducer] public static Board Opaque(Board state, Reset action) => Id.Of(state); static class Id { public static Func<Board, Board> Of = b => b; }", "'Reducers.Opaque' reads 'Sum'")]
    public Task Whoever_else_touches_the_same_is_told(string other, string reason) => IsToldAsync("=> state with { Sum = state.Sum + action.By };", other, reason);

    [Theory]
    [InlineData("[Reducer] public static Board Clear(Board state, Reset action) => state with { Text = \"\" };")]
    [InlineData("[Reducer] public static Board Subtract(Board state, Reset action) => state with { Sum = state.Sum - 1 };")]
    [InlineData("[Guard] public static bool May(Board state, Reset action) => state.Total > 3;")]
    [InlineData("[Reducer] public static Board Keep(Board state, Reset action) => state;")]
    [InlineData("[Reducer] public static Board Helped(Board state, Reset action) => Help(state); static Board Help(Board board) => board.Max == 3 ? board : board with { Text = \"\" };")]
    [InlineData("[Reducer] public static Inner Slice(Inner state, Reset action) => new(0, 0);")]
    public Task Others_elsewhere_do_no_harm(string other) => IsProvenAsync("=> state with { Sum = state.Sum + action.By };", other);

    [Theory]
    [InlineData("", null)]
    [InlineData("[Reducer] public static Root Clear(Root state, Reset action) => state with { Inner = new(0, 0) };", "'Reducers.Clear' writes 'Count' otherwise than by a join")]
    [InlineData("[Reducer] public static Root Other(Root state, Reset action) => state with { Inner = state.Inner with { Other = 0 } };", null)]
    [InlineData("[Reducer] public static Root Read(Root state, Reset action) => state.Inner.Count > 3 ? state : state with { Left = 0 };", "'Reducers.Read' reads 'Count'")]
    [InlineData("[Reducer] public static Root Left(Root state, Reset action) => state with { Left = 0 };", null)]
    [InlineData("[Guard] public static bool May(Root state, Sent action) => state.Left > 0;", "the guard 'Reducers.May' decides from the state whether the update counts")]
    [InlineData("[Reducer(Slice = \"Left\")] public static int Left(int state, Reset action) => 0;", null)]
    public async Task Slices_and_roots_see_each_other(string other, string? reason)
    {
        var source = Program("[Reducer(Commutes = true)] public static Inner Apply(Inner state, Sent action) => state with { Count = state.Count + 1 };\n" + other)
            + "\npublic sealed record Root(Inner Inner, int Left);\n[GossipStore(typeof(Root))] public sealed partial class RootStore;";
        Expect(await ReasonsAsync(source), reason is null ? [] : [reason]);
    }

    [Theory]
    [InlineData("Left", "state + action.By", "", null)]
    [InlineData("Left", "state + action.By", "[Reducer(Slice = \"Right\")] public static int Other(int state, Reset action) => 0;", null)]
    [InlineData("Left", "state + action.By", "[Reducer(Slice = \"Left\")] public static int Other(int state, Reset action) => 0;", "'Reducers.Other' writes the whole state otherwise than by a join")]
    [InlineData("Left", "state + action.By", "[Reducer] public static Root Other(Root state, Reset action) => state with { Left = 0 };", "'Reducers.Other' writes the whole state otherwise than by a join")]
    [InlineData("Left", "action.By", "", "it overwrites the whole state instead of joining to what is there")]
    public async Task Slices_that_are_numbers(string slice, string result, string other, string? reason)
    {
        var source = Program($"[Reducer(Slice = \"{slice}\", Commutes = true)] public static int Apply(int state, Sent action) => {result};\n{other}")
            + "\npublic sealed record Root(int Left, int Right);\n[GossipStore(typeof(Root))] public sealed partial class RootStore;";
        Expect(await ReasonsAsync(source), reason is null ? [] : [reason]);
    }

    [Fact]
    public async Task States_that_are_structs_and_made_anew()
    {
        const string Source =
            """
            public readonly record struct Count(long Value, int Max);
            public record struct Loose { public int Value; public int Other { get; set; } }
            public sealed class Plain { public Plain(int value) { Value = value; } public int Value { get; } }
            public static class Reducers
            {
                [Reducer(Commutes = true)] public static Count A(Count state, Bumped action) => new(state.Value + action.By, Math.Max(state.Max, action.By));
                [Reducer(Commutes = true)] public static Loose B(Loose state, Bumped action) { state.Value += action.By; state.Other++; return state; }
                [Reducer(Commutes = true)] public static Plain C(Plain state, Bumped action) => new(state.Value + action.By);
            }
            """;
        Expect(await ReasonsAsync(Source), []);
    }

    [Fact]
    public async Task It_stands_at_the_method_with_the_site_and_the_argument_beside_it()
    {
        const string Source =
            """
            public static class Reducers
            {
                [Reducer(Commutes = true)]
                public static Tally Apply(Tally state, Bumped action) => state with { Text = action.Text };
            }
            """;
        var found = Assert.Single((await Analysis.RunAsync(("Test.cs", Source))).Where(diagnostic => diagnostic.Id == RuleIds.CommutesUnproven));
        Assert.Equal(4, Analysis.LineOf(found));
        Assert.Equal("Reducer 'Apply' is not proven to commute: it overwrites 'Text' instead of joining to what is there", found.GetMessage(null));
        Assert.Equal(2, found.AdditionalLocations.Count);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
    }

    [Theory]
    [InlineData("[Reducer] public static Tally Apply(Tally state, Bumped action) => state with { Value = state.Value + action.By };", true)]
    [InlineData("[Reducer] public static Tally Apply(Tally state, Bumped action) => state with { Text = action.Text };", false)]
    [InlineData("[Reducer] public static Tally Apply(Tally state, Bumped action) => state;", false)]
    [InlineData("[Reducer] public static Tally Apply(Tally state, Mine action) => state with { Value = state.Value + 1 };", false)]
    [InlineData("[Reducer(Commutes = true)] public static Tally Apply(Tally state, Bumped action) => state with { Value = state.Value + action.By };", false)]
    [InlineData("[Reducer] public static Tally Apply(Tally state, Bumped action) => state with { Value = state.Value + 1 }; [Guard] public static bool May(Tally state, Bumped action) => true;", false)]
    public async Task A_reducer_that_commutes_is_hinted_at(string reducer, bool isHinted)
    {
        var found = await Analysis.RunAsync(Programs.CompileWithHints(("Test.cs", $"public static class Reducers {{ {reducer} }}\n[LocalAction] public sealed record Mine;")));
        Assert.Equal(isHinted ? ["Reducer 'Apply' commutes; [Reducer(Commutes = true)] would spare replays"] : [], found.Where(diagnostic => diagnostic.Id == RuleIds.CommutesCouldBeDeclared).Select(diagnostic => diagnostic.GetMessage(null)));
    }

    [Theory]
    [InlineData("{ var next = Probe(state); return next; }")]
    [InlineData("{ try { return state with { Sum = state.Sum + 1 }; } finally { } }")]
    [InlineData("{ lock (Gate) { return state with { Sum = state.Sum + 1 }; } }")]
    [InlineData("{ state.Deconstruct2(out var sum); return state with { Sum = sum + 1 }; }")]
    [InlineData("{ var last = state.Sum; var next = last + action.By; return state with { Sum = next, Max = next }; }")]
    [InlineData("{ if (state.Lines.Count > 9) return state; return state with { Sum = state.Sum + 1 }; }")]
    [InlineData("{ var sum = state.Sum; foreach (var line in state.Lines) sum += 1; return state with { Sum = sum }; }")]
    [InlineData("{ var sum = state.Sum; while (sum < 10) sum += 1; return state with { Sum = sum }; }")]
    [InlineData("{ var sum = 0; action.Words.ToList().ForEach(word => sum += state.Max); return state with { Sum = state.Sum + sum }; }")]
    [InlineData("{ var sum = state.Sum; Add(); return state with { Sum = sum }; void Add() => sum *= 2; }")]
    [InlineData("{ var max = state.Max; max += action.By; max = Math.Max(max, action.To); return state with { Max = max }; }")]
    [InlineData("{ return action.Yes ? state with { Sum = state.Sum + 1 } : state with { Sum = Math.Max(state.Sum, 3) }; }")]
    [InlineData("{ return state with { Sum = state.Sum + (state.Flag ? 1 : 2) }; }")]
    [InlineData("{ return state is { Flag: true } ? state : state with { Sum = state.Sum + 1 }; }")]
    [InlineData("{ return state.Level switch { Level.Low => state, _ => state with { Sum = state.Sum + 1 } }; }")]
    [InlineData("{ switch (state.Level) { case Level.Low: return state; default: return state with { Sum = state.Sum + 1 }; } }")]
    [InlineData("{ var first = state.Text.Length == 0 ? action.Text : state.Text; return state with { Text = first }; }")]
    [InlineData("{ return state with { Names = [.. state.Names, action.Text] }; }")]
    [InlineData("{ return state with { Names = action.Words.ToImmutableHashSet() }; }")]
    [InlineData("{ return state with { Counts = state.Counts.Add(action.Text, 1) }; }")]
    [InlineData("{ return state with { Counts = state.Counts.SetItem(action.Text, state.Counts.GetValueOrDefault(action.Maybe ?? \"\") + 1) }; }")]
    [InlineData("{ return state with { Ids = state.Ids.Add(state.Ids.Count) }; }")]
    [InlineData("{ return state with { Stock = state.Stock.Decrement(context.Source, 1) }; }")]
    [InlineData("{ return state with { Tasks = state.Tasks.Apply(action.Change, Dot.From(context), context.Stamp) }; }")]
    [InlineData("{ return state with { Names = state.Names.Add(action.Text).Remove(action.Maybe ?? \"\") }; }")]
    [InlineData("{ return state with { Text = action.Text.CompareTo(state.Text) > 0 ? action.Text : state.Text }; }")]
    [InlineData("{ return state with { Max = action.By > state.Max ? action.To : state.Max }; }")]
    [InlineData("{ return state with { Max = action.By > state.Sum ? action.By : state.Max }; }")]
    [InlineData("{ return state with { Max = context.Next(9) > state.Max ? context.Next(9) : state.Max }; }")]
    [InlineData("{ return state with { Own = state.Own.SetItem(action.Of, state.Max) }; }")]
    [InlineData("{ return state.Sum == action.By ? state : state with { Sum = action.By }; }")]
    public async Task What_is_not_proven_is_told(string body) =>
        Assert.NotEmpty(await ReasonsAsync(Flagged(
            body, "static readonly object Gate = new(); static Board Probe(Board b) => b.Max > 3 ? b : b with { Sum = b.Sum + 1 }; static void Deconstruct2(this Board b, out int sum) => sum = b.Max;")));

    [Fact]
    public async Task Broken_programs_break_nothing()
    {
        var source = Flagged(
            "{ var tags = state.Tags; foreach (var word in action.Words) tags = tags.Add(word, Dot.From(context)); if (action.By > state.Max) state = state with { Max = action.By }; return Plus(state, action.By) with { Tags = tags, Counts = state.Counts.SetItem(action.Text, state.Counts.TryGetValue(action.Text, out var n) ? n + 1 : 1) }; }",
            "static Board Plus(Board board, int by) => by switch { 0 => board, _ => new Inner(1, 2) is { Count: > 0 } ? board with { Sum = board.Sum + by } : board };");
        var start = source.IndexOf("[Reducer", StringComparison.Ordinal);
        var tokens = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(source, Programs.ParseOptions, cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(token => token.SpanStart >= start && token.Span.Length > 0).ToList();
        foreach (var token in tokens.Where((_, i) => i % 5 == 0))
        {
            var found = await Analysis.RunAsync(Programs.CompileWithHints(("Test.cs", source.Remove(token.SpanStart, token.Span.Length))));
            Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        }
    }

    private static string Program(string members) => $"{Beside}\npublic static class Reducers\n{{\n{members}\n}}\n";

    private static string Flagged(string body, string member) =>
        Program($"[Reducer(Commutes = true)] public static Board Apply(Board state, Sent action, ReplayContext context) {body}\n{member}");

    private static async Task IsProvenAsync(string body, string member = "") => Expect(await ReasonsAsync(Flagged(body, member)), []);

    private static async Task IsToldAsync(string body, string member, params string[] reasons) => Expect(await ReasonsAsync(Flagged(body, member)), reasons);

    private static void Expect(string[] found, string[] expected)
    {
        Assert.True(found.Length == expected.Length, string.Join('\n', found));
        Assert.All(found.Zip(expected), pair => Assert.True(IsLike(pair.First, pair.Second), $"{pair.First}\nis not\n{pair.Second}"));
    }

    private static bool IsLike(string found, string expected)
    {
        var parts = expected.Split('*');
        return parts.Length == 1 ? found == expected : found.StartsWith(parts[0], StringComparison.Ordinal) && found.EndsWith(parts[^1], StringComparison.Ordinal);
    }

    private static async Task<string[]> ReasonsAsync(string source)
    {
        const string Start = "is not proven to commute: ";
        return [.. (await Analysis.RunAsync(("Test.cs", source)))
            .Where(diagnostic => diagnostic.Id == RuleIds.CommutesUnproven)
            .Select(diagnostic => diagnostic.GetMessage(null))
            .Select(message => message[(message.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..])];
    }
}
