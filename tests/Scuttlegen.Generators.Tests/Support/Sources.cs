namespace Scuttlegen.Generators.Tests.Support;

/// <summary>Programs that several tests compile.</summary>
internal static class Sources
{
    public const string Counter = """
        using Scuttlegen;

        namespace Shop;

        /// <summary>One more.</summary>
        [GossipAction] public sealed partial record Incremented(int By);

        /// <summary>A count.</summary>
        public sealed record Counter(int Value)
        {
            /// <summary>None.</summary>
            public static Counter Initial { get; } = new(0);
        }

        /// <summary>How it counts.</summary>
        public static partial class CounterReducer
        {
            /// <summary>Adds.</summary>
            [Reducer]
            public static Counter Apply(Counter state, Incremented action) => state with { Value = state.Value + action.By };
        }

        /// <summary>The store.</summary>
        [GossipStore(typeof(Counter))]
        public sealed partial class CounterStore;

        """;

    public const string Access = """
        using Scuttlegen;

        namespace Shop;

        internal interface IForOwners;
        [GossipAction] internal sealed partial record Noted(string Text);
        [GossipAction] internal readonly partial record struct Wiped : IForOwners;
        [GossipAction] internal sealed partial record Knocked(string Name) : IOpenAction;
        [LocalAction] internal sealed record Turned(int Page);

        internal sealed record Notes(AccessControl Access, string Text, string? Knock = null, [property: LocalSlice] int Page = 0);

        internal static class Reducers
        {
            [Reducer] internal static Notes Name(Notes state, Genesis genesis) => state with { Text = genesis.Name };
            [Reducer(Slice = nameof(Notes.Text))] internal static string Note(string state, Noted action) => state + action.Text;
            [Reducer(Slice = nameof(Notes.Text))] internal static string Wipe(string state, Wiped action) => "";
            [Reducer(Slice = nameof(Notes.Knock))] internal static string? Knock(string? state, Knocked action) => action.Name;
            [Reducer(Slice = nameof(Notes.Page))] internal static int Turn(int state, Turned action) => action.Page;
            [Guard] internal static bool IsForOwners(Notes state, IForOwners action, ReplayContext context) => state.Access.IsOwner(context);
        }

        [GossipStore(typeof(Notes))]
        internal sealed partial class NotesStore;

        """;

    public const string Composed = """
        using System;
        using System.Collections.Immutable;
        using Scuttlegen;

        namespace Shop;

        [GossipAction("cart.added")] internal sealed partial record Added(Guid Id, string Name, decimal Price);
        [GossipAction("cart.cleared")] internal readonly partial record struct Cleared;
        [GossipAction("drawn")] internal sealed partial record Drawn(int From);

        internal sealed record Line(Guid Id, string Name);
        internal sealed record Cart(ImmutableList<Line> Lines)
        {
            public static Cart Initial { get; } = new(ImmutableList<Line>.Empty);
        }

        internal sealed record Shop(Cart Cart, Cart? Saved, int Total, string? Winner = null);

        internal static class Reducers
        {
            [Reducer(Slice = nameof(Shop.Cart))]
            internal static Cart Add(Cart state, Added action) => new(state.Lines.Add(new(action.Id, action.Name)));

            [Reducer(Slice = nameof(Shop.Cart))]
            internal static Cart Clear(Cart state, Cleared action) => Cart.Initial;

            [Reducer(Slice = nameof(Shop.Saved))]
            internal static Cart? Drop(Cart? state, Cleared action) => null;

            [Reducer]
            internal static int Sum(int state, Added action) => state + (int)action.Price;

            [Reducer]
            internal static Shop Draw(Shop state, Drawn action, ReplayContext context) =>
                state with { Winner = state.Cart.Lines[context.Next(state.Cart.Lines.Count)].Name };
        }

        [GossipStore(typeof(Shop), Name = "the shop")]
        internal sealed partial class ShopStore;

        """;

    public const string Local = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using Scuttlegen;

        namespace Shop;

        [GossipAction] internal sealed partial record Said(string Text);
        [GossipAction] internal sealed partial record Cleared;
        [LocalAction] internal sealed record Typed(Func<string, string> Edit);
        [LocalAction] internal readonly record struct Marked;

        internal record Line(string Text, DateTimeOffset At, Line? Before);

        #pragma warning disable SCUT4001 // a tuple and an object have no canonical form
        internal sealed record Page(
            ImmutableArray<Line?> Lines, ImmutableDictionary<string, double?> Scores, string?[]? Names, (int X, Line? Y) Place,
            ImmutableSortedSet<Guid>? Seen, IReadOnlyList<int>? Rest, ReadOnlyMemory<byte> Bytes, decimal? Price, object? Anything)
        {
            public static Page Initial { get; } = new(
                ImmutableArray<Line?>.Empty, ImmutableDictionary<string, double?>.Empty, null, default, null, null, default, null, null);
        }

        internal sealed record Desk(Page Page, [LocalSlice] string Draft, [property: LocalSlice] int Marks, int Clearings = 0)
        {
            public static Desk Initial { get; } = new(Page.Initial, "", 0);
        }

        internal static class Reducers
        {
            [Reducer(Commutes = true)]
            internal static Page Say(Page state, Said action) => state with { Anything = action.Text };

            [Reducer]
            internal static Page Clear(Page state, Cleared action) => Page.Initial;

            [Reducer(Slice = nameof(Desk.Draft))]
            internal static string Type(string state, Typed action) => action.Edit(state);

            [Reducer]
            internal static int Mark(int state, Marked action, ReplayContext context) => state + context.Next(9);

            [Reducer]
            internal static Desk Count(Desk state, Cleared action) => state with { Clearings = state.Clearings + 1 };
        }

        [GossipStore(typeof(Desk))]
        internal sealed partial class DeskStore;

        """;

    /// <summary>Members of every kind: the library's, states, type parameters, and CRDTs of the user's own, one a struct that implements all explicitly.</summary>
    public const string CrdtStates = """
        using System;
        using Scuttlegen;
        using Scuttlegen.Crdt;
        using Scuttlegen.Wire;

        namespace Shop;

        /// <summary>A note.</summary>
        /// <param name="Title">What it is about.</param>
        /// <param name="Tags">Where to find it.</param>
        [CrdtState]
        public sealed partial record Note(LWWRegister<string> Title, ORSet<string> Tags)
        {
            /// <summary>Whether anything was written.</summary>
            public bool IsBlank => this == Empty;

            /// <summary>Begins in the order of files.</summary>
            public static Note Initial { get; } = Empty;
        }

        internal partial interface IOuter
        {
            [CrdtState]
            internal sealed partial record Board<TValue, TDelta>(Note Pinned, TValue Value, LWWRegister<string?> Highest)
                where TValue : IDeltaCrdt<TValue, TDelta>, ICborCodec<TValue>
                where TDelta : class, ICrdt<TDelta>, ICborCodec<TDelta>
            {
                public Pair<GCounter> Pair { get; init; } = Pair<GCounter>.Empty;
                public required Top @event { get; init; }
                internal ORMap<string, ORSet<string>> Links { get; init; } = ORMap<string, ORSet<string>>.Empty;
            }
        }

        [CrdtState]
        internal sealed partial record Pair<T>(T Left, T Right) where T : ICrdt<T>, ICborCodec<T>;

        internal readonly record struct Top(uint Height) : ICrdt<Top>, ICborCodec<Top>
        {
            static Top ICrdt<Top>.Empty => default;
            Top ICrdt<Top>.Merge(Top other) => new(Math.Max(Height, other.Height));
            bool ICrdt<Top>.IsSubsumedBy(Top other) => Height <= other.Height;
            static int ICborCodec<Top>.GetMaxSize(Top value) => 5;
            static void ICborCodec<Top>.Write(ref CborWriter writer, Top value) => writer.WriteUInt32(value.Height);
            static Top ICborCodec<Top>.Read(ref CborReader reader) => new(reader.ReadUInt32());
        }

        """;

    public const string Hooks = """
        using System.Collections.Immutable;
        using System.Threading;
        using System.Threading.Tasks;
        using Scuttlegen;

        namespace Shop;

        [GossipAction] internal sealed partial record Bid(int Amount, string By = "");
        [GossipAction] internal readonly partial record struct Closed(string Seal);
        [GossipAction] internal sealed partial record Opened;
        [LocalAction] internal sealed record Watched(bool IsOn);

        internal sealed record Auction(int Highest, string? Winner, bool IsOpen, [LocalSlice] bool IsWatched)
        {
            public static Auction Initial { get; } = new(0, null, false, false);
        }

        internal static class Reducers
        {
            [Reducer(Slice = nameof(Auction.Highest))]
            internal static int Raise(int state, Bid action) => action.Amount;

            [Reducer(Slice = nameof(Auction.Winner))]
            internal static string? Lead(string? state, Bid action) => action.By;

            [Reducer(Slice = nameof(Auction.IsOpen))]
            internal static bool Open(bool state, Opened action) => true;

            [Reducer(Slice = nameof(Auction.IsOpen))]
            internal static bool Close(bool state, Closed action) => false;

            [Reducer]
            internal static bool Watch(bool state, Watched action) => action.IsOn;
        }

        internal static class Rules
        {
            [Guard]
            internal static bool IsOpen(Auction state, Bid action) => state.IsOpen;

            [Guard(Slice = nameof(Auction.Highest))]
            internal static bool IsHigher(int state, Bid action, ReplayContext context) => action.Amount > state;

            [Guard(Slice = nameof(Auction.Winner))]
            internal static bool HasWinner(string state, Closed action) => state is not null;

            [Guard]
            internal static bool IsWorthIt(Auction state, Watched action) => state.Highest > 0;

            [Verifier]
            internal static bool IsOwn(Bid action, Update update) => action.By == update.Source.Peer.ToString();

            [Verifier]
            internal static bool IsFirst(Closed action, Update update, FeedPrefix prefix) => prefix.Count > 0;

            [Signer]
            internal static Bid Sign(Bid action, SignerContext context) => action with { By = context.Source.Peer.ToString() };

            [Signer]
            internal static async Task<Closed> Seal(Closed action, SignerContext context, CancellationToken cancellationToken)
            {
                await Task.Yield();
                return action with { Seal = "sealed" };
            }

            [Admission]
            internal static bool IsCovered(Bid action, Update update, History<Auction> history) => action.Amount < 1000 || history.State.IsOpen;

            [Admission]
            internal static async ValueTask<bool> IsKnown(Bid action, Update update, History<Auction> history, CancellationToken cancellationToken)
            {
                await Task.Yield();
                return action.By.Length > 0;
            }
        }

        [GossipStore(typeof(Auction))]
        internal sealed partial class AuctionStore;

        """;

    public const string EveryMember = """
        using System;
        using System.Collections.Immutable;
        using System.Collections.Generic;
        using Scuttlegen;
        using Scuttlegen.Wire;

        namespace Shop;

        internal enum Size : short { Small, Large }
        internal readonly record struct Point(int X, int Y);
        internal sealed record Person(string Name, Person? Parent);
        internal readonly record struct Money(long Cents) : ICborCodec<Money>
        {
            public static int GetMaxSize(Money value) => 9;
            public static void Write(ref CborWriter writer, Money value) => writer.WriteInt64(value.Cents);
            public static Money Read(ref CborReader reader) => new(reader.ReadInt64());
        }

        internal sealed record Pair<TFirst, TSecond>(TFirst First, TSecond Second);

        internal abstract record Shape
        {
            private Shape() { }

            internal sealed record Circle(double Radius) : Shape;
            internal sealed record Group(ImmutableArray<Shape> Parts) : Shape;
        }

        [GossipUnion(typeof(Inner), typeof(Jump))]
        internal interface IMove;

        internal readonly record struct Jump(int Height) : IMove;

        [GossipAction] internal sealed partial record Inner(bool Flag) : IMove;

        [GossipAction]
        internal sealed partial record Every(
            bool A, sbyte B, byte C, short D, ushort E, int F, uint G, long H, ulong I, char J, float K, double L, decimal M,
            Half N, Int128 O, UInt128 P, Guid Q, DateTime R, DateTimeOffset S, DateOnly T, TimeOnly U, TimeSpan V, string W, Size X,
            int? AA, string? AB, Size? AC, Guid? AD, byte[] AE, ImmutableArray<byte> AF, ReadOnlyMemory<byte> AG, int[] AH, string?[] AI,
            ImmutableArray<Point> AJ, ImmutableList<Guid> AK, IReadOnlyList<int> AL, int[][] AM, ImmutableDictionary<string, int> AN,
            ImmutableSortedDictionary<int, Point> AO, ImmutableHashSet<string> AP, ImmutableSortedSet<int> AQ, Person AR, Point? AS, Money AT,
            Inner AU, Inner? AV, PeerId AW, Source AX, Stamp AY, (int X, string? Name) CA, (int, Point)?[] CB, Pair<int, string?> CC, Uri CD, Version? CE,
            System.Numerics.BigInteger CF, System.Numerics.Complex? CG, System.Text.Rune CH, ImmutableArray<double> CI, ReadOnlyMemory<float> CJ, string[] CK,
            Shape CL, Shape? CM, IMove[] CN, int AZ = 5, string BA = "\"\n", Size BB = Size.Large)
        {
            public int BC { get; init; }

            public int Computed => F * 2;

            public static int Ignored { get; set; }
        }

        internal sealed record State
        {
            public int Count { get; init; }
        }

        internal static class Reducers
        {
            [Reducer] internal static State A(State state, Every action) => state;
            [Reducer] internal static State B(State state, Inner action) => state;
        }

        [GossipStore(typeof(State))]
        internal partial class EveryStore;

        """;
}
