using System.Text;

namespace Scuttlegen.Generators.Emission;

/// <summary>Text with indentation; <c>\n</c> everywhere, whatever the machine.</summary>
internal sealed class IndentedWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes lines at the current depth. Line breaks in the text may be of any form.</summary>
    public IndentedWriter Line(string text = "")
    {
        for (var start = 0; start <= text.Length;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            var length = end - start;
            while (length > 0 && text[start + length - 1] == '\r') length--;
            if (length > 0) _text.Append(' ', 4 * _depth).Append(text, start, length);
            _text.Append('\n');
            start = end + 1;
        }

        return this;
    }

    /// <summary>Opens a block in braces under a header.</summary>
    public IndentedWriter Open(string header) => Line(header).Open();

    /// <summary>Opens a block in braces.</summary>
    public IndentedWriter Open()
    {
        Line("{");
        _depth++;
        return this;
    }

    /// <summary>Closes the innermost block.</summary>
    public IndentedWriter Close(string suffix = "")
    {
        _depth--;
        return Line("}" + suffix);
    }

    public IndentedWriter Indent()
    {
        _depth++;
        return this;
    }

    public IndentedWriter Unindent()
    {
        _depth--;
        return this;
    }

    public override string ToString() => _text.ToString();
}
