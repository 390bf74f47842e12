// SCUT2003: four calls down, a parser leaves its error in a static property
public sealed record Formula(int Value);

public sealed record FormulaTyped(string Text);

public static class Parser
{
    public static string Error { get; private set; } = "";

    public static int Parse(string text) => Sum(text, 0);

    private static int Sum(string text, int value)
    {
        foreach (var character in text)
            value += Digit(character);
        return value;
    }

    private static int Digit(char character) => character is >= '0' and <= '9' ? character - '0' : Fail("digit expected");

    private static int Fail(string message)
    {
        Error = message;
        return 0;
    }
}

public static class FormulaReducer
{
    [Reducer]
    public static Formula Apply(Formula state, FormulaTyped action) => new(Parser.Parse(action.Text)); // here
}
