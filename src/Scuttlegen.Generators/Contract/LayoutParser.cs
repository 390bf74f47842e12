namespace Scuttlegen.Generators.Contract;

/// <summary>
/// Reads the text of a layout. Knows brackets, labels, <c>?</c>, <c>^</c> and <c>=</c>, and takes every other word as it stands: so it reads layouts of types that
/// were added after it.
/// </summary>
internal sealed class LayoutParser
{
    // A file that somebody wrote must not exhaust the compiler's stack.
    private const int MaxDepth = 200;

    private readonly string _text;
    private int _position;
    private int _depth;
    private string? _error;
    private int _errorPosition;

    private LayoutParser(string text, int position)
    {
        _text = text;
        _position = position;
    }

    /// <summary>The layout that begins at <paramref name="position"/> and goes to the end of the text.</summary>
    /// <param name="error">What is wrong and where, if the result is <see langword="null"/>.</param>
    public static LayoutNode? Parse(string text, int position, out (int Position, string Message) error)
    {
        var parser = new LayoutParser(text, position);
        var node = parser.ReadType();
        if (parser._error is null && parser._position < text.Length) parser.Fail("the layout ends here, but the line does not");
        error = (parser._errorPosition, parser._error ?? "");
        return parser._error is null ? node : null;
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private LayoutNode ReadType()
    {
        if (++_depth > MaxDepth) Fail("it is nested too deep");
        var type = _error is null ? ReadNotNull() : new AtomNode("");
        while (_error is null && Current == '?')
        {
            _position++;
            type = new NullableNode(type);
        }

        _depth--;
        return type;
    }

    private LayoutNode ReadNotNull()
    {
        if (Current == '^')
        {
            _position++;
            return new ReferenceNode(ReadRequiredWord());
        }

        var word = Current is '[' or '(' ? "" : ReadRequiredWord();
        switch (Current)
        {
            case ' ' when word == RecordNode.Union:
                _position++;
                var name = ReadWord();
                if (Current == '(') return new RecordNode(name, IsUnion: true, ReadItems(')', '|'));
                Fail("'(' is missing here");
                return new AtomNode("");
            case '[':
                var items = ReadItems(']');
                var isRecord = items.Count == 0 || items.Any(static i => i.Name is not null);
                return isRecord ? new RecordNode(word, IsUnion: false, items) : new GroupNode(word, '[', items);
            case '{' when word == GroupNode.Map:
                return ReadMap();
            case '{':
                return new GroupNode(word, '{', ReadItems('}'));
            case '(':
                return new GroupNode(word, '(', ReadItems(')'));
            default:
                return new AtomNode(word);
        }
    }

    private GroupNode ReadMap()
    {
        _position++;
        var key = ReadType();
        Expect(':');
        var value = ReadType();
        Expect('}');
        return new GroupNode(GroupNode.Map, '{', [new LayoutMember(null, key), new LayoutMember(null, value)]);
    }

    private List<LayoutMember> ReadItems(char closing, char separator = ',')
    {
        var items = new List<LayoutMember>();
        _position++;
        SkipSpaces();
        while (_error is null && Current != closing)
        {
            if (items.Count > 0)
            {
                if (Current == separator) _position++;
                else Fail($"'{separator}' or '{closing}' is missing here");
                SkipSpaces();
            }

            items.Add(ReadItem());
            SkipSpaces();
        }

        Expect(closing);
        return items;
    }

    private LayoutMember ReadItem()
    {
        var start = _position;
        string? label = ReadWord();
        if (label.Length > 0 && Current == ':') _position++;
        else
        {
            label = null;
            _position = start;
        }

        var type = ReadType();
        return new LayoutMember(label, type, _error is null && Current == '=' ? ReadDefault() : null);
    }

    private string ReadDefault()
    {
        var start = ++_position;
        if (Current is '"' or '\'')
        {
            var quote = Current;
            for (_position++; Current != quote; _position++)
            {
                if (Current == '\\') _position++;
                if (_position < _text.Length) continue;
                Fail("the value is not closed");
                return "";
            }

            _position++;
        }
        else
        {
            while (Current is not ('\0' or ',' or ' ' or ']' or '}' or ')')) _position++;
        }

        return _text.Substring(start, _position - start);
    }

    private string ReadRequiredWord()
    {
        var word = ReadWord();
        if (word.Length == 0) Fail("a type is missing here");
        return word;
    }

    /// <summary>A name, with its type arguments if it has any: those are not looked into.</summary>
    private string ReadWord()
    {
        var start = _position;
        var open = 0;
        for (; _position < _text.Length; _position++)
        {
            var c = Current;
            if (c == '<') open++;
            else if (c == '>') open--;
            else if (open <= 0 && c is ('[' or ']' or '{' or '}' or '(' or ')' or ',' or '|' or ':' or '?' or '=' or '^' or ' ' or '\t')) break;
        }

        return _text.Substring(start, _position - start);
    }

    private void SkipSpaces()
    {
        while (Current is ' ' or '\t') _position++;
    }

    private void Expect(char expected)
    {
        if (_error is not null) return;
        SkipSpaces();
        if (Current == expected) _position++;
        else Fail($"'{expected}' is missing here");
    }

    private void Fail(string message)
    {
        if (_error is not null) return;
        _error = message;
        _errorPosition = Math.Min(_position, _text.Length);
    }
}
