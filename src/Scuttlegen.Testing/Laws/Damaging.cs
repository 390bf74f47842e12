namespace Scuttlegen.Testing;

/// <summary>Damages an encoding, each time in one to three places.</summary>
internal sealed class Damaging(byte[] original, int seed)
{
    // The largest lengths, where a reader might allocate before it looks.
    private static readonly byte[] HugeLength = [0x00, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff, 0xff];

    private readonly Random _random = new(seed);

    public List<byte> Next()
    {
        var bytes = original.ToList();
        for (var hits = _random.Next(1, 4); hits > 0 && bytes.Count > 0; hits--) Damage(bytes, _random.Next(bytes.Count));
        return bytes;
    }

    private void Damage(List<byte> bytes, int place)
    {
        switch (_random.Next(7))
        {
            case 0:
                bytes[place] = (byte)_random.Next(256);
                break;
            case 1:
                bytes[place] ^= (byte)(1 << _random.Next(8));
                break;
            case 2:
                bytes[place] += (byte)(_random.Next(2) == 0 ? 1 : 255);
                break;
            case 3:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            case 4:
                bytes.Insert(place, (byte)_random.Next(256));
                break;
            case 5:
                bytes.RemoveAt(place);
                break;
            default:
                bytes.InsertRange(place, [(byte)(0x9b | (_random.Next(4) << 5)), .. HugeLength]);
                break;
        }
    }
}
