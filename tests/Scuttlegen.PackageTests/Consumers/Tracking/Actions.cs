using Scuttlegen;

namespace Tracking;

[GossipAction("cart.added")]
public sealed partial record CartAdded(string Product, long Count);

[GossipAction("cart.emptied")]
public sealed partial record CartEmptied;
