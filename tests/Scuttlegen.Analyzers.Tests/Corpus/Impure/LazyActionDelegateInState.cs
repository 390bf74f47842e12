// SCUT2006: a method group goes into the state as a callback
public sealed record Dialog(string Title, Func<string, string>? Validate);

public sealed record DialogOpened(string Title);

public static class Validators
{
    public static string Required(string text) => text.Length == 0 ? "required" : "";
}

public static class DialogReducer
{
    [Reducer]
    public static Dialog Apply(Dialog state, DialogOpened action) => state with { Title = action.Title, Validate = Validators.Required }; // here
}
