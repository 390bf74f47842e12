using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using MemoryPack;
using Scuttlegen.Wire;

namespace Scuttlegen.Benchmarks;

/// <summary>
/// Writing and reading one small action (an integer, 21 characters of text, a Guid, a boolean), against MemoryPack on the same shape. Each writes into a buffer
/// that is used again, as a store does, and the generated codec goes through the store's replay table, sizing included.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class CodecBenchmarks
{
    private static readonly Guid Id = new("5f2b3a1c-0f35-4c6a-9a3e-1d2c3b4a5f60");

    private readonly object _ordered = new Ordered(4711, "walnut kitchen shelf.", Id, true);
    private readonly PackedOrdered _packed = new(4711, "walnut kitchen shelf.", Id, true);
    private readonly byte[] _buffer = new byte[256];
    private readonly FixedBufferWriter _bufferWriter = new(256);
    private byte[] _orderedBytes = [];
    private byte[] _packedBytes = [];

    [GlobalSetup]
    public void SetUp()
    {
        _orderedBytes = _buffer[..WriteGenerated()];
        _packedBytes = MemoryPackSerializer.Serialize(_packed);
        Console.WriteLine($"// Bytes: generated {_orderedBytes.Length}, MemoryPack {_packedBytes.Length}");
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("write")]
    public int WriteMemoryPack()
    {
        _bufferWriter.Clear();
        MemoryPackSerializer.Serialize(_bufferWriter, _packed);
        return _bufferWriter.Length;
    }

    [Benchmark]
    [BenchmarkCategory("write")]
    public byte[] WriteMemoryPackToNewArray() => MemoryPackSerializer.Serialize(_packed);

    [Benchmark]
    [BenchmarkCategory("write")]
    public int WriteGenerated()
    {
        var table = OrderStore.Table;
        if (table.GetMaxSize(0, _ordered) > _buffer.Length) throw new InvalidOperationException("The buffer is too small.");
        var writer = new CborWriter(_buffer);
        table.Write(0, _ordered, ref writer);
        return writer.Length;
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("read")]
    public PackedOrdered? ReadMemoryPack() => MemoryPackSerializer.Deserialize<PackedOrdered>(_packedBytes);

    [Benchmark]
    [BenchmarkCategory("read")]
    public object ReadGenerated()
    {
        var reader = new CborReader(_orderedBytes);
        var action = OrderStore.Table.Read(0, ref reader);
        reader.EnsureEnd();
        return action;
    }
}
