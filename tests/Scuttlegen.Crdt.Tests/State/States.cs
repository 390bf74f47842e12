using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Tests.State;

/// <summary>A document, as a user would declare it.</summary>
[CrdtState]
public sealed partial record Document(LWWRegister<string> Title, ORSet<string> Tags, PNCounter Votes);

/// <summary>States in a state, one generic, and a member that is no parameter.</summary>
[CrdtState]
public sealed partial record Folder(Document Cover, Sides<MaxRegister<int>> Sizes)
{
    public EWFlag Shared { get; init; } = EWFlag.Empty;
}

[CrdtState]
public sealed partial record Sides<T>(T Left, T Right)
    where T : ICrdt<T>, ICborCodec<T>;

/// <summary>The first version of <see cref="Document"/>, which had one member.</summary>
[CrdtState]
public sealed partial record TitleOnly(LWWRegister<string> Title);
