using System.Collections.Immutable;
using Scuttlegen.Runtime;

namespace Scuttlegen.Generators.Tests.Fixtures;

[GossipAction]
public sealed partial record Said(string Text);

[GossipAction]
public sealed partial record Closed;

/// <summary>What has no wire form may stand in a local action.</summary>
[LocalAction]
public sealed record Typed(Func<string, string> Edit);

[LocalAction]
public readonly record struct Marked;

public sealed record Chat(ImmutableList<string> Lines, [LocalSlice] string Draft, [property: LocalSlice] ImmutableList<string> Marks, bool IsClosed)
{
    public static Chat Initial { get; } = new([], "", [], false);
}

[GossipStore(typeof(Chat))]
public sealed partial class ChatStore
{
    internal static ReplayTable<Chat> Table { get; } = new GossipTable();
}

internal static class ChatReducers
{
    [Reducer]
    public static ImmutableList<string> Say(ImmutableList<string> lines, Said action) => lines.Add(action.Text);

    [Reducer(Slice = nameof(Chat.Draft))]
    public static string Type(string draft, Typed action) => action.Edit(draft);

    [Reducer]
    public static ImmutableList<string> Mark(ImmutableList<string> marks, Marked action, ReplayContext context) => marks.Add($"{context.Next(1_000_000)}");

    [Reducer]
    public static Chat Close(Chat state, Closed action) => state with { IsClosed = true, Lines = state.Lines.Add("closed") };
}
