// silent: the tokenizer's position changes, and the tokenizer is local
public sealed record Formula(int Value);

public sealed record FormulaTyped(string Text);

public sealed class Tokenizer(string text)
{
    private int _position;

    public bool AtEnd => _position >= text.Length;

    public int Number()
    {
        var value = 0;
        while (!AtEnd && text[_position] is >= '0' and <= '9')
            value = value * 10 + (text[_position++] - '0');
        return value;
    }

    public bool Accept(char character)
    {
        if (AtEnd || text[_position] != character)
            return false;
        _position++;
        return true;
    }
}

public static class FormulaReducer
{
    [Reducer]
    public static Formula Apply(Formula state, FormulaTyped action)
    {
        var tokens = new Tokenizer(action.Text);
        var value = tokens.Number();
        while (tokens.Accept('+'))
            value += tokens.Number();
        return tokens.AtEnd ? new Formula(value) : state;
    }
}
