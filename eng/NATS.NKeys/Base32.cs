namespace NATS.NKeys;

/// <summary>RFC 4648 base32 with the upper-case alphabet and without padding, as NKeys are written.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[((bytes.Length * 8) + 4) / 5];
        var position = 0;
        var bits = 0;
        var buffer = 0;
        foreach (var value in bytes)
        {
            buffer = (buffer << 8) | value;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text[position++] = Alphabet[(buffer >> bits) & 31];
            }

            buffer &= (1 << bits) - 1;
        }

        if (bits > 0) text[position] = Alphabet[(buffer << (5 - bits)) & 31];
        return new string(text);
    }

    /// <summary>Decodes into all of <paramref name="destination"/>; false if the text is longer, shorter, or not canonical base32.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (text.Length != ((destination.Length * 8) + 4) / 5) return false;
        var position = 0;
        var bits = 0;
        var buffer = 0;
        foreach (var symbol in text)
        {
            var value = Alphabet.IndexOf(symbol, StringComparison.Ordinal);
            if (value < 0) return false;
            buffer = (buffer << 5) | value;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            destination[position++] = (byte)(buffer >> bits);
            buffer &= (1 << bits) - 1;
        }

        // Left-over bits that are set would give one key two spellings.
        return buffer == 0;
    }
}
