// silent: readers and writers over memory
using System.Text;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(action.Text));
        using var reader = new StreamReader(stream);
        using var writer = new StringWriter();
        writer.Write(new StringReader(reader.ReadToEnd()).ReadLine());
        return state with { Text = writer.ToString() };
    }
}
