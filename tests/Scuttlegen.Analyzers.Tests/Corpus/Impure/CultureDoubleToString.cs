// SCUT1006: double.ToString() writes a decimal comma under de-DE
public sealed record Label(string Text);
public sealed record Weighed(double Kilograms);

public static class LabelReducers
{
    [Reducer]
    public static Label Apply(Label state, Weighed action) => new(action.Kilograms.ToString()); // here
}
