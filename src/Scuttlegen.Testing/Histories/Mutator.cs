using System.Runtime.CompilerServices;
using CsCheck;
using Scuttlegen.Crdt;

namespace Scuttlegen.Testing;

/// <summary>One change to a replica, with its arguments: what random histories are made of. Made by <see cref="Mutator"/>.</summary>
/// <typeparam name="T">The type of the CRDT.</typeparam>
/// <typeparam name="TDelta">The type of its deltas.</typeparam>
public sealed class Mutator<T, TDelta>
    where T : IDeltaCrdt<T, TDelta>
    where TDelta : ICrdt<TDelta>
{
    private readonly Func<T, Author, Mutation<T, TDelta>> _mutate;
    private readonly string _description;

    internal Mutator(Func<T, Author, Mutation<T, TDelta>> mutate, string description) => (_mutate, _description) = (mutate, description);

    /// <summary>What it does, as the code says, and with which arguments.</summary>
    public override string ToString() => _description;

    /// <summary>The same change to a member of a larger CRDT: <c>edit.Within((Folder folder) =&gt; folder.Cover, (folder, cover) =&gt; folder.With(cover: cover))</c>.</summary>
    /// <param name="member">The member.</param>
    /// <param name="with">Makes the larger one's mutation of the member's.</param>
    public Mutator<TOuter, TOuterDelta> Within<TOuter, TOuterDelta>(Func<TOuter, T> member, Func<TOuter, Mutation<T, TDelta>, Mutation<TOuter, TOuterDelta>> with)
        where TOuter : IDeltaCrdt<TOuter, TOuterDelta>
        where TOuterDelta : ICrdt<TOuterDelta>
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(with);
        return new((value, by) => with(value, _mutate(member(value), by)), _description);
    }

    internal Mutation<T, TDelta> Apply(T value, Author by) => _mutate(value, by);
}

/// <summary>Makes generators of changes.</summary>
/// <example>
/// <code>
/// CrdtLaws.Check(mutations: Gen.OneOf(
///     Mutator.Of(Gen.Int[0, 9], (ORSet&lt;int&gt; set, Author by, int element) =&gt; set.Add(element, by.NextDot())),
///     Mutator.Of(Gen.Int[0, 9], (ORSet&lt;int&gt; set, Author by, int element) =&gt; set.Remove(element))));
/// </code>
/// </example>
public static class Mutator
{
#pragma warning disable RS0026 // The optional argument is the compiler's to fill in: no overload can be taken for another by it.

    /// <summary>A change without arguments.</summary>
    /// <param name="mutate">Makes the change to a value, on behalf of an author. Where the change is not allowed it returns the value with an empty delta.</param>
    /// <param name="code">Filled in by the compiler: how counter-examples name the change.</param>
    public static Gen<Mutator<T, TDelta>> Of<T, TDelta>(Func<T, Author, Mutation<T, TDelta>> mutate, [CallerArgumentExpression(nameof(mutate))] string code = "")
        where T : IDeltaCrdt<T, TDelta>
        where TDelta : ICrdt<TDelta>
    {
        ArgumentNullException.ThrowIfNull(mutate);
        return Gen.Const(new Mutator<T, TDelta>(mutate, BodyOf(code)));
    }

    /// <summary>A change with a generated argument: a tuple, where there are several.</summary>
    /// <param name="arguments">The arguments. Few different ones find more than many: replicas collide where they change the same thing.</param>
    /// <param name="mutate">Makes the change to a value, on behalf of an author. Where the change is not allowed it returns the value with an empty delta.</param>
    /// <param name="code">Filled in by the compiler: how counter-examples name the change.</param>
    public static Gen<Mutator<T, TDelta>> Of<TArgument, T, TDelta>(
        Gen<TArgument> arguments, Func<T, Author, TArgument, Mutation<T, TDelta>> mutate, [CallerArgumentExpression(nameof(mutate))] string code = "")
        where T : IDeltaCrdt<T, TDelta>
        where TDelta : ICrdt<TDelta>
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(mutate);
        return arguments.Select(argument => new Mutator<T, TDelta>((value, by) => mutate(value, by, argument), $"{BodyOf(code)}, with {Text.Print(argument)}"));
    }

#pragma warning restore RS0026

    private static string BodyOf(string code)
    {
        var arrow = code.IndexOf("=>", StringComparison.Ordinal);
        return arrow < 0 ? code : code[(arrow + 2)..].Trim();
    }
}
