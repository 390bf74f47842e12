// SCUT1006: the current culture's TextInfo makes the title case
using System.Globalization;

public sealed record Heading(string Text);
public sealed record Headed(string Text);

public static class HeadingReducers
{
    [Reducer]
    public static Heading Apply(Heading state, Headed action) => new(CultureInfo.CurrentCulture.TextInfo.ToTitleCase(action.Text)); // here
}
