// silent: the segment writes to a fresh array
public sealed record Checksum(int Value);

public sealed record Received(string Text);

public static class ChecksumReducer
{
    [Reducer]
    public static Checksum Apply(Checksum state, Received action)
    {
        var bytes = new byte[action.Text.Length + 1];
        var body = new ArraySegment<byte>(bytes, 1, action.Text.Length);
        for (var i = 0; i < body.Count; i++)
            body[i] = (byte)action.Text[i];
        var sum = state.Value;
        foreach (var b in bytes)
            sum ^= b;
        return new Checksum(sum);
    }
}
