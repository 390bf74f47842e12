using System.Security.Cryptography;
using System.Text;

namespace Scuttlegen.Nats.Tests;

/// <summary>Writes NKey seeds with big-number arithmetic and a bitwise CRC, not with the code under test.</summary>
internal static class Seeds
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string User(string hexKey) => Write('U', Convert.FromHexString(hexKey));

    /// <summary>The same seed for the same name, always: for tests alone.</summary>
    /// <param name="role">U(ser), A(ccount) or O(perator).</param>
    /// <param name="name">Whose it is.</param>
    public static string Named(char role, string name) => Write(role, SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private static string Write(char role, byte[] key)
    {
        // S and the role as five bits each, six zero bits, then the key: 34 bytes.
        var prefix = (Alphabet.IndexOf('S', StringComparison.Ordinal) << 11) | (Alphabet.IndexOf(role, StringComparison.Ordinal) << 6);
        byte[] body = [(byte)(prefix >> 8), (byte)prefix, .. key];
        uint crc = 0;
        foreach (var bit in body.SelectMany(value => Enumerable.Range(0, 8).Select(i => (uint)(value >> (7 - i)) & 1)))
        {
            var top = (crc >> 15) ^ bit;
            crc = (crc << 1) & 0xFFFF;
            if (top == 1) crc ^= 0x1021;
        }

        byte[] all = [.. body, (byte)crc, (byte)(crc >> 8)];
        var number = new System.Numerics.BigInteger(all, isUnsigned: true, isBigEndian: true) << 2;
        var text = new StringBuilder();
        for (var i = 57; i >= 0; i--) text.Append(Alphabet[(int)((number >> (5 * i)) & 31)]);
        return text.ToString();
    }
}
