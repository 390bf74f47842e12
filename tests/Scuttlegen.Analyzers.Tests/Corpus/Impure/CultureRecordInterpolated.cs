// SCUT1006: a record with a DateTime member is interpolated: its ToString prints the culture's date
public sealed record Term(DateTime From, string Name);
public sealed record Contract(string Summary);
public sealed record Signed(DateTime From, string Name);

public static class ContractReducers
{
    [Reducer]
    public static Contract Apply(Contract state, Signed action) => new($"signed {new Term(action.From, action.Name)}"); // here
}
