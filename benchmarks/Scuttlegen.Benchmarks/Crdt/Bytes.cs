using System.IO.Compression;
using Akka.Actor;
using Akka.DistributedData;
using Akka.Serialization;
using Scuttlegen.Wire;

namespace Scuttlegen.Benchmarks.Crdt;

/// <summary>The bytes of both: ours by the codec, theirs by the serializer that an actor system with their own configuration finds for a value, which is what travels between their nodes.</summary>
internal sealed class Bytes : IAsyncDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create(
        "cluster",
        Akka.Configuration.ConfigurationFactory.ParseString("akka.loglevel = OFF\nakka.stdout-loglevel = OFF").WithFallback(DistributedData.DefaultConfig()));

    public static byte[] Ours<T>(T value)
        where T : ICborCodec<T>
    {
        var bytes = new byte[T.GetMaxSize(value)];
        var writer = new CborWriter(bytes);
        T.Write(ref writer, value);
        return writer.Written.ToArray();
    }

    public static T Ours<T>(byte[] bytes)
        where T : ICborCodec<T>
    {
        var reader = new CborReader(bytes);
        return T.Read(ref reader);
    }

    public byte[] Theirs(object value) => _system.Serialization.FindSerializerFor(value).ToBinary(value);

    /// <summary>What was before their serializer compressed it, as it does with sets and maps but not with counters.</summary>
    public static byte[] Plain(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..]) return bytes;
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    public static byte[] Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionMode.Compress)) gzip.Write(bytes);
        return zipped.ToArray();
    }

    /// <summary>A copy of <paramref name="value"/> that shares nothing with it.</summary>
    public T Received<T>(T value)
        where T : class
    {
        var serializer = (SerializerWithStringManifest)_system.Serialization.FindSerializerFor(value);
        return (T)serializer.FromBinary(serializer.ToBinary(value), serializer.Manifest(value));
    }

    public async ValueTask DisposeAsync() => await _system.Terminate();
}
