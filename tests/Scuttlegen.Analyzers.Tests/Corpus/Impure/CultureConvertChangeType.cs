// SCUT1006: Convert.ChangeType to double parses with the current culture
public sealed record Field(double Value);
public sealed record Typed(string Text);

public static class FieldReducers
{
    [Reducer]
    public static Field Apply(Field state, Typed action) => new((double)Convert.ChangeType(action.Text, TypeCode.Double)); // here
}
