using System.Runtime.InteropServices;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Tests;

/// <summary>Damaged encodings: none crashes, none hangs, none is a second form of a value.</summary>
internal static class DamagedBytes
{
    public static void Check<T>(T value, int rounds, int seed = 12345)
        where T : ICborCodec<T>
    {
        var original = CrdtLaws.Encode(value);
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var bytes = original.ToList();
            for (var hits = random.Next(1, 4); hits > 0 && bytes.Count > 0; hits--)
            {
                var place = random.Next(bytes.Count);
                switch (random.Next(7))
                {
                    case 0:
                        bytes[place] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes[place] ^= (byte)(1 << random.Next(8));
                        break;
                    case 2:
                        bytes[place] += (byte)(random.Next(2) == 0 ? 1 : 255);
                        break;
                    case 3:
                        bytes.RemoveRange(place, bytes.Count - place);
                        break;
                    case 4:
                        bytes.Insert(place, (byte)random.Next(256));
                        break;
                    case 5:
                        bytes.RemoveAt(place);
                        break;
                    default:
                        // The largest lengths, where a reader might allocate before it looks.
                        bytes.InsertRange(place, [(byte)(0x9b | (random.Next(4) << 5)), 0x00, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff, 0xff]);
                        break;
                }
            }

            CrdtLaws.CheckRefusal<T>(CollectionsMarshal.AsSpan(bytes));
        }
    }
}
