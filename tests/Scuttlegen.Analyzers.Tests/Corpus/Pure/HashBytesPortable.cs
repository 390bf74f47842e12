// silent: byte order and encoding are named: BinaryPrimitives, UTF-8, hexadecimal, base 64
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

public sealed record Sealed(string Hex, string Base64, int Length);
public sealed record Signed(string Text, long Nonce);

public static class SealedReducers
{
    [Reducer]
    public static Sealed Apply(Sealed state, Signed action)
    {
        var text = Encoding.UTF8.GetBytes(action.Text);
        var bytes = new byte[8 + text.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, action.Nonce);
        text.CopyTo(bytes, 8);
        var hash = SHA256.HashData(bytes);
        return new Sealed(Convert.ToHexString(hash), Convert.ToBase64String(hash), BinaryPrimitives.ReadInt32BigEndian(hash));
    }
}
