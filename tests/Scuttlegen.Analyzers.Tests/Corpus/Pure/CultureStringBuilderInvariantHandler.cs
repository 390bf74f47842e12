// silent: StringBuilder.Append takes the provider in front of the interpolated string
using System.Globalization;
using System.Text;

public sealed record Csv(string Text);
public sealed record Row(string Name, double Value);

public static class CsvReducers
{
    [Reducer]
    public static Csv Apply(Csv state, Row action)
    {
        var text = new StringBuilder(state.Text);
        text.Append(CultureInfo.InvariantCulture, $"{action.Name};{action.Value:R}\n");
        return new Csv(text.ToString());
    }
}
