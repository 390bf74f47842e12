using CsCheck;
using Xunit;

namespace Scuttlegen.Testing.Tests;

/// <summary>Every law is broken by a type that keeps all others, and named.</summary>
public sealed class BrokenCrdtTests
{
    private static readonly Gen<uint> Numbers = Gen.UInt[0, 9];

    [Fact]
    public void Totality() => Assert_finds<BreaksTotality>();

    [Fact]
    public void Immutability() => Assert_finds<BreaksImmutability>();

    [Fact]
    public void Commutativity() => Assert_finds<BreaksCommutativity>();

    [Fact]
    public void Associativity() => Assert_finds<BreaksAssociativity>();

    [Fact]
    public void Idempotence() => Assert_finds<BreaksIdempotence>();

    [Fact]
    public void Identity() => Assert_finds<BreaksIdentity>();

    [Fact]
    public void Order() => Assert_finds<BreaksOrder>();

    [Fact]
    public void Equality() => Assert_finds<BreaksEquality>();

    [Fact]
    public void Round_trip() => Assert_finds<BreaksRoundTrip>();

    [Fact]
    public void Size_bound() => Assert_finds<BreaksSizeBound>();

    [Fact]
    public void Nesting() => Assert_finds<BreaksNesting>();

    [Fact]
    public void Canonical_bytes() => Assert_finds<BreaksCanonicalBytes>();

    [Fact]
    public void Refusal() => Assert_finds<BreaksRefusal>();

    [Fact]
    public void Inflation() => Assert.Equal(CrdtLaw.Inflation, InHistories<BreaksInflation>().Law);

    [Fact]
    public void Delta_effect() => Assert.Equal(CrdtLaw.DeltaEffect, InHistories<BreaksDeltaEffect>().Law);

    [Fact]
    public void Delta_equivalence()
    {
        var broken = Assert.Throws<CrdtLawException>(() => CrdtLaws.Check(Mutator.Of(Gen.Int[0, 9], (Hulls set, Author _, int number) => set.Add(number))));
        Assert.Equal((CrdtLaw.DeltaEquivalence, typeof(Hulls)), (broken.Law, broken.Type));
    }

    [Fact]
    public void There_is_a_broken_type_for_every_law() =>
        Assert.All(Enum.GetValues<CrdtLaw>(), law => Assert.Contains(typeof(BrokenCrdtTests).GetMethods(), method => method.Name.Replace("_", "", StringComparison.Ordinal).Equals(law.ToString(), StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void What_breaks_no_law_passes()
    {
        CrdtLaws.Check(Values<NoFlaw>());
        CodecLaws.Check(Values<NoFlaw>());
        CrdtLaws.Check(Mutations<NoFlaw>());
    }

    /// <summary>
    /// On values; in histories, which never see a value below the empty one, and where a merge that is no join may show first in a mutation that does not inflate; and, where the law is one of codecs, without a merge.
    /// </summary>
    private static void Assert_finds<TFlaw>()
        where TFlaw : IFlaw
    {
        var onValues = Assert.Throws<CrdtLawException>(() => CrdtLaws.Check(Values<TFlaw>()));
        Assert.Equal((TFlaw.Law, typeof(Peaks<TFlaw>)), (onValues.Law, onValues.Type));
        if (TFlaw.Law is not CrdtLaw.Identity)
        {
            var inHistories = InHistories<TFlaw>().Law;
            Assert.True(inHistories == TFlaw.Law || (inHistories is CrdtLaw.Inflation && TFlaw.Law is CrdtLaw.Commutativity or CrdtLaw.Associativity), inHistories.ToString());
        }

        if (TFlaw.Law is CrdtLaw.RoundTrip or CrdtLaw.SizeBound or CrdtLaw.Nesting or CrdtLaw.CanonicalBytes or CrdtLaw.Refusal)
            Assert.Equal(TFlaw.Law, Assert.Throws<CrdtLawException>(() => CodecLaws.Check(Values<TFlaw>())).Law);
    }

    private static CrdtLawException InHistories<TFlaw>()
        where TFlaw : IFlaw => Assert.Throws<CrdtLawException>(() => CrdtLaws.Check(Mutations<TFlaw>()));

    private static Gen<Peaks<TFlaw>> Values<TFlaw>()
        where TFlaw : IFlaw => Gen.Select(Numbers, Numbers).Select(static pair => new Peaks<TFlaw>(pair.Item1, pair.Item2));

    private static Gen<Mutator<Peaks<TFlaw>, Peaks<TFlaw>>> Mutations<TFlaw>()
        where TFlaw : IFlaw => Gen.OneOf(
            Mutator.Of(Numbers, (Peaks<TFlaw> peaks, Author _, uint to) => peaks.RaiseFirst(to)),
            Mutator.Of(Numbers, (Peaks<TFlaw> peaks, Author _, uint to) => peaks.RaiseSecond(to)));
}
