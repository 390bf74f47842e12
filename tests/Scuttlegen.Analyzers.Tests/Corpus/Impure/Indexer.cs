// SCUT1003 Apply → Folder[] → File.ReadAllText
public sealed class Folder
{
    public string this[string name] => File.ReadAllText(name);
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = new Folder()[action.Text] }; // here
}
