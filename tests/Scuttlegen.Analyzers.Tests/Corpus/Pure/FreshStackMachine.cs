// silent: pushes and pops on a local stack
using System.Globalization;

public sealed record Calculator(int Result);

public sealed record Typed(string Program);

public static class CalculatorReducer
{
    [Reducer]
    public static Calculator Apply(Calculator state, Typed action)
    {
        var stack = new Stack<int>();
        foreach (var word in action.Program.Split(' '))
        {
            switch (word)
            {
                case "+" when stack.Count > 1:
                    stack.Push(stack.Pop() + stack.Pop());
                    break;
                case "dup" when stack.TryPeek(out var top):
                    stack.Push(top);
                    break;
                default:
                    if (!int.TryParse(word, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
                        return state;
                    stack.Push(number);
                    break;
            }
        }

        return stack.TryPop(out var result) ? new Calculator(result) : state;
    }
}
