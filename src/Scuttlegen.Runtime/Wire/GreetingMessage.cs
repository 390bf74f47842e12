namespace Scuttlegen.Wire;

/// <summary>
/// <c>[token, shown or null]</c>: show me this token when you ask me for something, so that I know that you read what is sent to your address; and here is the one that you gave me, if you did.
/// </summary>
internal readonly record struct GreetingMessage(ulong Token, ulong? Shown)
{
    private const int Fields = 2;

    public static GreetingMessage Read(ref CborReader reader)
    {
        var more = reader.ReadMessageHeader(Fields);
        var greeting = new GreetingMessage(reader.ReadHash64(), reader.ReadToken());
        reader.SkipValues(more);
        return greeting;
    }

    public byte[] ToFrame(StoreId store, Source sender)
    {
        var writer = new CborWriter(new byte[Frame.MaxHeadBytes + 1 + (2 * 9)]);
        Frame.WriteHead(ref writer, store, sender, MessageType.Greeting);
        writer.WriteArrayHeader(Fields);
        writer.WriteHash64(Token);
        writer.WriteToken(Shown);
        return writer.Written.ToArray();
    }
}
