// SCUT1006: the current UI culture's name is stored as the document's language
using System.Globalization;

public sealed record Document(string Language);
public sealed record Created(string? Language);

public static class DocumentReducers
{
    [Reducer]
    public static Document Apply(Document state, Created action) => new(action.Language ?? CultureInfo.CurrentUICulture.Name); // here
}
