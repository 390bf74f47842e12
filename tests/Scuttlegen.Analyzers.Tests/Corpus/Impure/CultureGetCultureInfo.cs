// SCUT1006: GetCultureInfo's number format comes from ICU or NLS, which differ
using System.Globalization;

public sealed record Statement(string Amount);
public sealed record Stated(decimal Amount);

public static class StatementReducers
{
    [Reducer]
    public static Statement Apply(Statement state, Stated action) => new(action.Amount.ToString("N2", CultureInfo.GetCultureInfo("fr-FR"))); // here
}
