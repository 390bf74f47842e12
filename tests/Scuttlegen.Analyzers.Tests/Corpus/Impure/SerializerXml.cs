// SCUT1018: XmlSerializer over reflection, with the platform's newlines
using System.Xml.Serialization;

public sealed class Wire { public string Name { get; set; } = ""; }

public static class XmlText
{
    public static string Of(string name)
    {
        using var writer = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        new XmlSerializer(typeof(Wire)).Serialize(writer, new Wire { Name = name });
        return writer.ToString();
    }
}

public sealed record Message(string Xml);
public sealed record Published(string Name);

public static class MessageReducers
{
    [Reducer]
    public static Message Apply(Message state, Published action) => new(XmlText.Of(action.Name)); // here
}
