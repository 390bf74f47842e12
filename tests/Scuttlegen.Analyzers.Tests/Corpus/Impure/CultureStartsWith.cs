// SCUT1006: StartsWith(string) compares linguistically: ignorable characters and ICU versions matter
public sealed record Command(string Verb);
public sealed record Sent(string Text);

public static class CommandReducers
{
    [Reducer]
    public static Command Apply(Command state, Sent action) => action.Text.StartsWith("/me") ? new("emote") : new("say"); // here
}
