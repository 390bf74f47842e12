namespace Scuttlegen.Testing.Tests;

/// <summary>Which law a broken type breaks.</summary>
public interface IFlaw
{
    static abstract CrdtLaw? Law { get; }
}

public sealed class NoFlaw : IFlaw
{
    public static CrdtLaw? Law => null;
}

public sealed class BreaksTotality : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.Totality;
}

public sealed class BreaksImmutability : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.Immutability;
}

public sealed class BreaksCommutativity : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.Commutativity;
}

public sealed class BreaksAssociativity : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.Associativity;
}

public sealed class BreaksIdempotence : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.Idempotence;
}

public sealed class BreaksIdentity : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.Identity;
}

public sealed class BreaksOrder : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.Order;
}

public sealed class BreaksInflation : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.Inflation;
}

public sealed class BreaksDeltaEffect : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.DeltaEffect;
}

public sealed class BreaksEquality : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.Equality;
}

public sealed class BreaksRoundTrip : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.RoundTrip;
}

public sealed class BreaksSizeBound : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.SizeBound;
}

public sealed class BreaksNesting : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.Nesting;
}

public sealed class BreaksCanonicalBytes : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.CanonicalBytes;
}

public sealed class BreaksRefusal : IFlaw
{
    public static CrdtLaw? Law => CrdtLaw.Refusal;
}
