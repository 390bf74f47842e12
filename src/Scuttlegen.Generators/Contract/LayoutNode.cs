using System.Text;

namespace Scuttlegen.Generators.Contract;

/// <summary>The layout of a kind or of a part of it, as the text of the contract spells it.</summary>
internal abstract record LayoutNode
{
    /// <summary>The text that <see cref="LayoutParser"/> reads back to an equal node.</summary>
    public string Print(bool withTypeNames = true)
    {
        var text = new StringBuilder();
        Print(text, withTypeNames);
        return text.ToString();
    }

    /// <summary>What a message calls it: the words on the wire, without the members of records.</summary>
    public abstract string Describe();

    protected internal abstract void Print(StringBuilder text, bool withTypeNames);

    protected static void PrintAll(StringBuilder text, IReadOnlyList<LayoutMember> members, string separator, bool withTypeNames)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0) text.Append(separator);
            var member = members[i];
            if (member.Name is { } name) text.Append(name).Append(':');
            member.Type.Print(text, withTypeNames);
            if (member.Default is { } value) text.Append('=').Append(value);
        }
    }
}

/// <summary>One member of a record, case of a union, or item of a group.</summary>
/// <param name="Name">Its label; <see langword="null"/> if it has none.</param>
/// <param name="Default">
/// What bytes that end before it are read as; the empty text is the type's zero, null or empty value. <see langword="null"/> where bytes never end before it (in a
/// contract file), or must not (in a declaration).
/// </param>
internal sealed record LayoutMember(string? Name, LayoutNode Type, string? Default = null)
{
    /// <summary>What tells it from its neighbours: its label, or the type of a case.</summary>
    public string Key => Name ?? Type switch
    {
        ReferenceNode reference => reference.Type,
        _ => Type.Describe(),
    };
}

/// <summary>A word: a scalar type, a type with a codec of its own, or what a later version of the format adds.</summary>
internal sealed record AtomNode(string Text) : LayoutNode
{
    public override string Describe() => Text;

    protected internal override void Print(StringBuilder text, bool withTypeNames) => text.Append(Text);
}

/// <summary>A record that is spelled out elsewhere in the same layout.</summary>
internal sealed record ReferenceNode(string Type) : LayoutNode
{
    public override string Describe() => Type;

    protected internal override void Print(StringBuilder text, bool withTypeNames) => text.Append('^').Append(withTypeNames ? Type : "");
}

internal sealed record NullableNode(LayoutNode Inner) : LayoutNode
{
    public override string Describe() => Inner.Describe() + "?";

    protected internal override void Print(StringBuilder text, bool withTypeNames)
    {
        Inner.Print(text, withTypeNames);
        text.Append('?');
    }
}

/// <summary>Something that may be appended to: the members of a record, or the cases of a union, each known on the wire by its position.</summary>
/// <param name="Word">The type's name, which is not on the wire; empty for a tuple and for the action itself.</param>
internal sealed record RecordNode(string Word, bool IsUnion, IReadOnlyList<LayoutMember> Members) : LayoutNode
{
    public const string Union = "union";

    public override string Describe() => Word.Length == 0 ? Print() : Word;

    protected internal override void Print(StringBuilder text, bool withTypeNames)
    {
        if (IsUnion) text.Append(Union).Append(' ');
        if (withTypeNames) text.Append(Word);
        text.Append(IsUnion ? '(' : '[');
        PrintAll(text, Members, IsUnion ? " | " : ", ", withTypeNames);
        text.Append(IsUnion ? ')' : ']');
    }
}

/// <summary>A fixed number of parts between brackets: <c>[item]</c>, <c>set[item]</c>, <c>map{key:value}</c>, <c>(first, second)</c>.</summary>
internal sealed record GroupNode(string Word, char Open, IReadOnlyList<LayoutMember> Items) : LayoutNode
{
    public const string Map = "map";

    public bool IsMap => Word == Map && Open == '{';

    public static char Closing(char open) => open switch
    {
        '[' => ']',
        '{' => '}',
        _ => ')',
    };

    public override string Describe() => Print();

    protected internal override void Print(StringBuilder text, bool withTypeNames)
    {
        text.Append(Word).Append(Open);
        if (IsMap)
        {
            Items[0].Type.Print(text, withTypeNames);
            text.Append(':');
            Items[1].Type.Print(text, withTypeNames);
        }
        else PrintAll(text, Items, ", ", withTypeNames);
        text.Append(Closing(Open));
    }
}
