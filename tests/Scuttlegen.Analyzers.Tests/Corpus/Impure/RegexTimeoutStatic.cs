// SCUT1017: a match timeout makes the result depend on the machine's speed
using System.Text.RegularExpressions;

public sealed record Mail(bool Valid);
public sealed record MailEntered(string Address);

public static class MailReducers
{
    [Reducer]
    public static Mail Apply(Mail state, MailEntered action) =>
        new(Regex.IsMatch(action.Address, @"^(\w+\.?)+@\w+$", RegexOptions.None, TimeSpan.FromMilliseconds(100))); // here
}
