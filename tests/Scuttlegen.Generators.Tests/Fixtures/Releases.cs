// One action in the shapes of three releases; no store reduces them.
#pragma warning disable SCUT0003, IDE0130
using System.Collections.Immutable;

namespace Scuttlegen.Generators.Tests.Fixtures.Release1
{
    public sealed record Line(string Sku, int Count);

    [GossipAction("frozen.ordered")]
    public sealed partial record Ordered(string Product, Line First);
}

namespace Scuttlegen.Generators.Tests.Fixtures.Release2
{
    public sealed record Line(string Sku, int Count, string? Note = null);

    [GossipAction("frozen.ordered")]
    public sealed partial record Ordered(string Product, Line First, int Priority = 3);
}

namespace Scuttlegen.Generators.Tests.Fixtures.Release3
{
    public sealed record Line(string Sku, int Count, string? Note = null, long Cents = 150);

    [GossipAction("frozen.ordered")]
    public sealed partial record Ordered(string Product, Line First, int Priority = 3)
    {
        public ImmutableArray<Line> More { get; init; }

        public int? Tip { get; init; }
    }
}
