// SCUT2004: reads the text of a static StringBuilder that another method appends to
using System.Text;

public static class Banner
{
    private static readonly StringBuilder Text = new("welcome");

    public static void Append(string more) => Text.Append(more);

    public static int Length => Text.Length;
}

public sealed record Header(int Width);

public sealed record Shown;

public static class HeaderReducer
{
    [Reducer]
    public static Header Apply(Header state, Shown action) => new(Banner.Length); // here
}
