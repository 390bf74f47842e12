using CsCheck;
using Scuttlegen.Crdt;
using Xunit;

namespace Scuttlegen.Testing.Tests;

/// <summary>What a failure says: law, type, the smallest counter-example, and the seed that repeats it.</summary>
public sealed class CrdtLawExceptionTests
{
    private static readonly Gen<Mutator<Peaks<BreaksInflation>, Peaks<BreaksInflation>>> Lowering = Gen.OneOf(
        Mutator.Of((Peaks<BreaksInflation> peaks, Author by) => peaks.RaiseFirst((uint)by.Number)),
        Mutator.Of(Gen.UInt[0, 9], (Peaks<BreaksInflation> peaks, Author _, uint to) => peaks.RaiseSecond(to)));

    [Fact]
    public void A_history_is_told_in_few_steps_and_repeated_from_its_seed()
    {
        var broken = Assert.Throws<CrdtLawException>(() => CrdtLaws.Check(Lowering, LawOptions.Default with { Iterations = 3_000 }));
        Assert.StartsWith("Peaks<BreaksInflation> breaks the law Inflation: a mutated value does not subsume the value before.\n  before = 0/", broken.Message, StringComparison.Ordinal);

        // Two changes by one replica are enough, and nothing less will do.
        var steps = broken.CounterExample!.Split('\n');
        Assert.InRange(steps.Length, 2, 4);
        Assert.Contains("makes change 0: peaks.RaiseSecond(to), with ", broken.CounterExample, StringComparison.Ordinal);
        Assert.Contains(broken.CounterExample, broken.Message, StringComparison.Ordinal);
        Assert.EndsWith($"seed: \"{broken.Seed}\"", broken.Message, StringComparison.Ordinal);

        var again = Assert.Throws<CrdtLawException>(() => CrdtLaws.Check(Lowering, new LawOptions { Iterations = 1, Seed = broken.Seed }));
        Assert.Equal(broken.Message, again.Message);
    }

    [Fact]
    public void Values_are_told_with_their_bytes()
    {
        var broken = Assert.Throws<CrdtLawException>(() => CrdtLaws.Check(Gen.UInt[1, 2].Select(static n => new Peaks<BreaksCommutativity>(0, n))));
        Assert.Contains("a ⊔ b ≠ b ⊔ a.\n  a = 0/", broken.Message, StringComparison.Ordinal);
        Assert.Contains("0/1 (0x82008101)", broken.CounterExample, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_operation_threw_is_there()
    {
        var broken = Assert.Throws<CrdtLawException>(() => CrdtLaws.Check(Gen.UInt[1, 2].Select(static n => new Peaks<BreaksTotality>(0, n))));
        Assert.Contains("an operation throws a NotSupportedException: These differ.", broken.Message, StringComparison.Ordinal);
        Assert.IsType<NotSupportedException>(broken.InnerException);
    }

    [Fact]
    public void Values_that_a_test_gave_need_no_seed()
    {
        var broken = Assert.Throws<CrdtLawException>(() => CrdtLaws.CheckValues(new Peaks<BreaksIdempotence>(0, 3)));
        Assert.Equal((CrdtLaw.Idempotence, null, null), (broken.Law, broken.CounterExample, broken.Seed));
    }

    [Fact]
    public void A_generator_that_throws_is_no_broken_law() =>
        Assert.Throws<CsCheckException>(() => CrdtLaws.Check(Gen.Int.Select(static Peaks<NoFlaw> (_) => throw new InvalidOperationException())));

    [Fact]
    public void Iterations_must_be_positive() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CrdtLaws.Check(Gen.Const(new Peaks<NoFlaw>(0, 0)), new LawOptions { Iterations = 0 }));

    [Fact]
    public void Types_are_named_as_in_code()
    {
        Assert.Equal("ORSet<String>.Delta", Text.NameOf(typeof(ORSet<string>.Delta)));
        Assert.Equal("ORMap<Int32, ORSet<String>>[]", Text.NameOf(typeof(ORMap<int, ORSet<string>>[])));
    }
}
