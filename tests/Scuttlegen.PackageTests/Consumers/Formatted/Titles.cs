namespace Formatted;

internal static class Titles
{
    public static string Of(int page) => page.ToString("D3");
}
