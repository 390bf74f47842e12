namespace Scuttlegen.Wire;

/// <summary>
/// <c>[token, shown or null, asks]</c>: show me this token when you ask me for something, so that I know that you read what is sent to your address; here is the one that you gave me, if you did; and
/// whether I wait to be shown mine.
/// </summary>
internal readonly record struct GreetingMessage(ulong Token, ulong? Shown, bool Asks)
{
    private const int Fields = 3;

    public static GreetingMessage Read(ref CborReader reader)
    {
        var more = reader.ReadMessageHeader(Fields);
        var greeting = new GreetingMessage(reader.ReadHash64(), reader.ReadToken(), reader.ReadBoolean());
        reader.SkipValues(more);
        return greeting;
    }

    public byte[] ToFrame(StoreId store, Source sender)
    {
        var writer = new CborWriter(new byte[Frame.MaxHeadBytes + 2 + (2 * 9)]);
        Frame.WriteHead(ref writer, store, sender, MessageType.Greeting);
        writer.WriteArrayHeader(Fields);
        writer.WriteHash64(Token);
        writer.WriteToken(Shown);
        writer.WriteBoolean(Asks);
        return writer.Written.ToArray();
    }
}
