using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Generation;

/// <summary>Generated code as a reviewer reads it, and as every consumer compiles it.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public async Task Counter() => Snapshot.Match(await GeneratorRun.Generate(GeneratorRun.Compile(Sources.Counter)));

    [Fact]
    public async Task Composed() => Snapshot.Match(await GeneratorRun.Generate(GeneratorRun.Compile(Sources.Composed)));

    [Fact]
    public async Task EveryMember() => Snapshot.Match(await GeneratorRun.Generate(GeneratorRun.Compile(Sources.EveryMember)));

    [Fact]
    public async Task Local() => Snapshot.Match(await GeneratorRun.Generate(GeneratorRun.Compile(Sources.Local)));

    [Fact]
    public async Task Hooks() => Snapshot.Match(await GeneratorRun.Generate(GeneratorRun.Compile(Sources.Hooks)));

    [Fact]
    public async Task CrdtStates() => Snapshot.Match(await GeneratorRun.Generate(GeneratorRun.Compile(Sources.CrdtStates)));

    [Fact]
    public async Task Access() => Snapshot.Match(await GeneratorRun.Generate(GeneratorRun.Compile(Sources.Access)));

    /// <summary>C# 12 is the oldest version that tests compile with: the stores of users end in a semicolon there.</summary>
    [Theory]
    [InlineData(NullableContextOptions.Disable, LanguageVersion.Latest)]
    [InlineData(NullableContextOptions.Enable, LanguageVersion.CSharp12)]
    [InlineData(NullableContextOptions.Enable, LanguageVersion.Preview)]
    [InlineData(NullableContextOptions.Disable, LanguageVersion.CSharp12)]
    [InlineData(NullableContextOptions.Annotations, LanguageVersion.Preview)]
    public void Mistake13_compiles_without_a_warning(NullableContextOptions nullable, LanguageVersion language)
    {
        foreach (var source in new[] { Sources.Counter, Sources.Composed, Sources.EveryMember, Sources.Local, Sources.Hooks, Sources.CrdtStates, Sources.Access })
        {
            var text = nullable == NullableContextOptions.Disable ? "#pragma warning disable CS8632 // annotations that the context makes meaningless\n" + source : source;
            var (files, output) = GeneratorRun.Run(GeneratorRun.Compile([("Source.cs", text)], nullable, language));
            Assert.NotEmpty(files);
            GeneratorRun.AssertClean(output);
        }
    }
}
