using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>Text of which every Unicode scalar value is an element: no edit can come between two surrogates. Its width is in UTF-16 code units.</summary>
internal readonly struct TextSlice(string? text) : ISlice<TextSlice>
{
    public string? Text { get; } = text;

    public bool IsNone => Text is null;

    public int Count => CountOf(Text);

    public int Width => Text is null ? 0 : Text.Length;

    public Id Requires => default;

    public bool IsSettled => false;

    public TextSlice AsInserted() => this;

    public static int CountOf(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\ud800', '\udbff')) return text.Length;
        var count = text.Length;
        foreach (var unit in text)
        {
            if (char.IsHighSurrogate(unit)) count--;
        }

        return count;
    }

    public int WidthOf(int count) => WidthOf(Text, count);

    private static int WidthOf(ReadOnlySpan<char> text, int count)
    {
        if (!text.ContainsAnyInRange('\ud800', '\udbff')) return count;
        var width = 0;
        for (; count > 0; count--) width += char.IsHighSurrogate(text[width]) ? 2 : 1;
        return width;
    }

    public TextSlice Slice(int from, int count)
    {
        var start = WidthOf(from);
        return new TextSlice(Text!.Substring(start, WidthOf(from + count) - start));
    }

    public TextSlice[] Cut(int size)
    {
        var parts = new List<TextSlice>();
        for (ReadOnlySpan<char> rest = Text; !rest.IsEmpty;)
        {
            var near = rest[..Math.Min(rest.Length, 2 * size)];
            var width = near.Length == rest.Length && CountOf(near) <= size ? near.Length : WidthOf(near, size);
            parts.Add(new TextSlice(rest[..width].ToString()));
            rest = rest[width..];
        }

        return [.. parts];
    }

    public bool CanJoin(TextSlice next) => true;

    public static TextSlice Concat(ReadOnlySpan<TextSlice> slices)
    {
        if (slices.Length == 2) return new TextSlice(string.Concat(slices[0].Text, slices[1].Text));
        var texts = new string?[slices.Length];
        for (var index = 0; index < texts.Length; index++) texts[index] = slices[index].Text;
        return new TextSlice(string.Concat(texts));
    }

    public bool HasSameBytes(TextSlice other) => Text == other.Text;

    // Three UTF-8 bytes for one UTF-16 unit is the worst case.
    public int GetMaxSize() => checked(5 + (3 * Width));

    public void Write(ref CborWriter writer, IdWriter ids) => writer.WriteString(Text!);

    public static TextSlice Read(ref CborReader reader, IdReader ids) => new(reader.ReadString());
}
