using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ReducerRunner;

/// <summary>
/// Makes values of any type: the same in every process, from the seed alone. Only the order in which dictionaries and sets are filled may be turned round.
/// </summary>
internal sealed class Maker(int seed, bool isBackward, Assembly program)
{
    private const int MaxDepth = 5;
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly string[] Texts = ["I", "ı", "å", "z", "-1", "i", "Ä", "a", "12", "ä", "Straße", "a b", "3.5", "2024-03-10", "co-op", "coop"];
    private static readonly long[] Numbers = [-3, 0, 1, 2, -1, 5, 7, 12, 3];
    private static readonly double[] Reals = [-1.5, 0.1, 0.2, 1e10, 3, -0.0, 2.25, 1e-7];
    private static readonly DateTime[] Times = [new(2024, 3, 10, 2, 30, 0), new(2024, 7, 1, 12, 0, 0, DateTimeKind.Utc), new(2023, 12, 31, 23, 59, 59), new(2024, 11, 3, 1, 30, 0, DateTimeKind.Utc)];

    private int _next = seed * 7;
    private int _depth;

    public object? Make(Type type)
    {
        if (_depth > 24)
            throw new NotSupportedException($"{type.Name} is too deep");
        _depth++;
        try
        {
            return MakeAny(type);
        }
        finally
        {
            _depth--;
        }
    }

    private int Count => _depth > MaxDepth ? 0 : 2 + ((seed + _depth) % 4);

    private T Pick<T>(IReadOnlyList<T> values) => values[(int)((uint)_next++ % (uint)values.Count)];

    private object? MakeAny(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return _next++ % 3 == 0 ? null : Make(underlying);
        if (type.IsEnum)
            return Pick([.. Enum.GetValuesAsUnderlyingType(type).Cast<object>().DefaultIfEmpty(0).Select(value => Enum.ToObject(type, value))]);
        if (type == typeof(object) || type == typeof(string) || type == typeof(IComparable))
            return Pick(Texts);
        if (Scalar(type) is { } scalar)
            return scalar;
        if (type.IsArray)
            return MakeArray(type);
        if (type.FullName == "Scuttlegen.ReplayContext")
            return MakeContext(type);
        if (type.IsByRefLike || type.IsPointer || typeof(Delegate).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type))
            throw new NotSupportedException($"cannot make {type.Name}");
        if (type.IsGenericType && MakeCollection(type) is { } collection)
            return collection;
        if (type.IsInterface || type.IsAbstract)
            return Make(Implementation(type));
        if (_depth > MaxDepth && !type.IsValueType && type.Assembly == program)
            return null;
        return MakeObject(type);
    }

    private object? Scalar(Type type)
    {
        if (type == typeof(bool)) return Pick([true, false]);
        if (type == typeof(char)) return Pick(Texts)[0];
        if (type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong)) return Convert.ChangeType(Math.Abs(Pick(Numbers)), type, null);
        if (type == typeof(sbyte) || type == typeof(short) || type == typeof(int) || type == typeof(long) || type == typeof(decimal)) return Convert.ChangeType(Pick(Numbers), type, null);
        if (type == typeof(nint)) return (nint)Pick(Numbers);
        if (type == typeof(nuint)) return (nuint)Math.Abs(Pick(Numbers));
        if (type == typeof(float)) return (float)Pick(Reals);
        if (type == typeof(double)) return Pick(Reals);
        if (type == typeof(Half)) return (Half)Pick(Reals);
        if (type == typeof(Int128)) return (Int128)Pick(Numbers);
        if (type == typeof(UInt128)) return (UInt128)Math.Abs(Pick(Numbers));
        if (type == typeof(System.Numerics.BigInteger)) return new System.Numerics.BigInteger(Pick(Numbers));
        if (type == typeof(Guid)) return new Guid((int)Pick(Numbers), 1, 2, 3, 4, 5, 6, 7, 8, 9, (byte)(_next++ % 5));
        if (type == typeof(DateTime)) return Pick(Times);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(DateTime.SpecifyKind(Pick(Times), DateTimeKind.Unspecified), TimeSpan.FromHours(Pick(Numbers)));
        if (type == typeof(DateOnly)) return DateOnly.FromDateTime(Pick(Times));
        if (type == typeof(TimeOnly)) return TimeOnly.FromDateTime(Pick(Times));
        if (type == typeof(TimeSpan)) return TimeSpan.FromMinutes(Pick(Numbers) * 17);
        if (type == typeof(Uri)) return new Uri("http://127.0.0.1/" + Math.Abs(Pick(Numbers)));
        if (type == typeof(Version)) return new Version(1, (int)Math.Abs(Pick(Numbers)));
        if (type == typeof(System.Text.StringBuilder)) return new System.Text.StringBuilder(Pick(Texts));
        return null;
    }

    private Array MakeArray(Type type)
    {
        var element = type.GetElementType()!;
        var array = Array.CreateInstance(element, [.. Enumerable.Repeat(Math.Max(Count, 1), type.GetArrayRank())]);
        var position = new int[array.Rank];
        for (var index = 0; index < array.Length; index++)
        {
            var rest = index;
            for (var dimension = array.Rank - 1; dimension >= 0; dimension--)
            {
                position[dimension] = rest % array.GetLength(dimension);
                rest /= array.GetLength(dimension);
            }

            array.SetValue(Make(element), position);
        }

        return array;
    }

    private object? MakeCollection(Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments();
        if (definition.Name.StartsWith("ValueTuple", StringComparison.Ordinal) || definition.Name.StartsWith("Tuple", StringComparison.Ordinal) || definition == typeof(KeyValuePair<,>))
            return Activator.CreateInstance(type, [.. arguments.Select(Make)]);
        if (definition == typeof(Lazy<>))
            throw new NotSupportedException($"cannot make {type.Name}");
        return arguments switch
        {
            [var element] => Sequence(nameof(OfOne), type, element),
            [var key, var value] => Sequence(nameof(OfTwo), type, key, value),
            _ => null,
        };
    }

    private object? Sequence(string method, Type type, params Type[] arguments)
    {
        try
        {
            return typeof(Maker).GetMethod(method, Hidden)!.MakeGenericMethod(arguments).Invoke(this, [type]);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is NotSupportedException inner)
        {
            throw inner;
        }
    }

    private object? OfOne<T>(Type type)
    {
        // Only what stands for a collection: a record of the user's with one type argument is made like any other.
        if (type.Namespace is not ("System.Collections.Generic" or "System.Collections.Immutable" or "System.Collections.Frozen" or "System.Collections.Concurrent" or "System.Collections.ObjectModel" or "System.Collections" or "System"))
            return null;
        var items = new List<T>();
        for (var index = Count; index > 0; index--) items.Add((T)Make(typeof(T))!);
        if (type == typeof(ImmutableArray<T>)) return items.ToImmutableArray();
        if (type == typeof(ImmutableList<T>) || type == typeof(IImmutableList<T>)) return items.ToImmutableList();
        if (type == typeof(ImmutableQueue<T>) || type == typeof(IImmutableQueue<T>)) return ImmutableQueue.CreateRange(items);
        if (type == typeof(ImmutableStack<T>) || type == typeof(IImmutableStack<T>)) return ImmutableStack.CreateRange(items);
        if (type == typeof(Memory<T>)) return new Memory<T>([.. items]);
        if (type == typeof(ReadOnlyMemory<T>)) return new ReadOnlyMemory<T>([.. items]);
        if (type == typeof(ArraySegment<T>)) return new ArraySegment<T>([.. items]);
        var turned = Turned(items);
        if (type == typeof(ImmutableHashSet<T>) || type == typeof(IImmutableSet<T>)) return turned.Aggregate(ImmutableHashSet<T>.Empty, (set, item) => set.Add(item));
        if (type == typeof(ImmutableSortedSet<T>)) return ImmutableSortedSet.CreateRange(Order<T>(), turned);
        if (type == typeof(FrozenSet<T>)) return turned.ToFrozenSet();
        if (type == typeof(SortedSet<T>)) return new SortedSet<T>(turned, Order<T>());
        if (type == typeof(HashSet<T>) || type == typeof(ISet<T>) || type == typeof(IReadOnlySet<T>))
        {
            // Of two that hold the same, one may have held more before.
            var set = new HashSet<T>(turned);
            if (isBackward && items.Count > 0 && set.Remove(items[0])) set.Add(items[0]);
            return set;
        }

        if (type.IsAssignableFrom(typeof(List<T>))) return items;
        var constructor = type.IsAbstract ? null : type.GetConstructor([typeof(IEnumerable<T>)]) ?? type.GetConstructor([typeof(IList<T>)]);
        return constructor?.Invoke([items]);
    }

    private object? OfTwo<TKey, TValue>(Type type)
        where TKey : notnull
    {
        if (type.Namespace is not ("System.Collections.Generic" or "System.Collections.Immutable" or "System.Collections.Frozen" or "System.Collections.Concurrent" or "System.Collections.ObjectModel"))
            return null;
        var known = new List<KeyValuePair<TKey, TValue>>();
        for (var index = Count; index > 0; index--)
        {
            var key = (TKey)Make(typeof(TKey))!;
            var value = (TValue)Make(typeof(TValue))!;
            if (!known.Exists(pair => Equals(pair.Key, key))) known.Add(new(key, value));
        }

        var turned = Turned(known);
        if (type == typeof(ImmutableDictionary<TKey, TValue>) || type == typeof(IImmutableDictionary<TKey, TValue>)) return turned.Aggregate(ImmutableDictionary<TKey, TValue>.Empty, (map, pair) => map.SetItem(pair.Key, pair.Value));
        if (type == typeof(ImmutableSortedDictionary<TKey, TValue>)) return ImmutableSortedDictionary.CreateRange(Order<TKey>(), turned);
        if (type == typeof(FrozenDictionary<TKey, TValue>)) return turned.ToFrozenDictionary();
        if (type == typeof(SortedDictionary<TKey, TValue>)) return new SortedDictionary<TKey, TValue>(new Dictionary<TKey, TValue>(turned), Order<TKey>());
        if (type == typeof(SortedList<TKey, TValue>)) return new SortedList<TKey, TValue>(new Dictionary<TKey, TValue>(turned), Order<TKey>());
        if (type.IsAssignableFrom(typeof(Dictionary<TKey, TValue>))) return new Dictionary<TKey, TValue>(turned);
        var constructor = type.IsAbstract ? null : type.GetConstructor([typeof(IEnumerable<KeyValuePair<TKey, TValue>>)]) ?? type.GetConstructor([typeof(IDictionary<TKey, TValue>)]);
        return constructor?.Invoke([new Dictionary<TKey, TValue>(turned)]);
    }

    private List<T> Turned<T>(List<T> items)
    {
        if (isBackward) return [.. Enumerable.Reverse(items)];
        return items;
    }

    /// <summary>The runtime decodes sorted collections with ordinal comparers (I10).</summary>
    private static IComparer<T> Order<T>() => typeof(T) == typeof(string) ? (IComparer<T>)StringComparer.Ordinal : Comparer<T>.Default;

    private Type Implementation(Type type) => program.GetTypes()
        .Where(candidate => type.IsAssignableFrom(candidate) && candidate is { IsAbstract: false, IsInterface: false, ContainsGenericParameters: false })
        .OrderBy(candidate => candidate.FullName, StringComparer.Ordinal).ToList() is { Count: > 0 } found ? Pick(found) : throw new NotSupportedException($"cannot make {type.Name}");

    private object MakeObject(Type type)
    {
        if (type.Namespace == "Scuttlegen.Crdt" && type.GetMembers(BindingFlags.Static | BindingFlags.Public).FirstOrDefault(member => member.Name is "Empty" or "Zero" or "Initial") is { } empty)
        {
            if ((empty as PropertyInfo)?.GetValue(null) is { } value && type.IsInstanceOfType(value)) return value;
            if ((empty as FieldInfo)?.GetValue(null) is { } held && type.IsInstanceOfType(held)) return held;
        }

        var constructor = type.GetConstructors(type.Assembly == program ? Hidden : BindingFlags.Instance | BindingFlags.Public)
            .Where(candidate => candidate.GetParameters() is var parameters && !parameters.Any(parameter => parameter.ParameterType == type || parameter.ParameterType.IsByRef || parameter.ParameterType.IsPointer))
            .OrderByDescending(candidate => candidate.GetParameters().Length).ThenBy(candidate => candidate.ToString(), StringComparer.Ordinal).FirstOrDefault();
        object made;
        if (constructor is not null)
        {
            try
            {
                made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType))]);
            }
            catch (TargetInvocationException thrown)
            {
                throw new NotSupportedException($"{type.Name} is not made of that: {thrown.InnerException!.GetType().Name}", thrown);
            }
        }
        else if (type.IsValueType)
        {
            made = RuntimeHelpers.GetUninitializedObject(type);
        }
        else
        {
            throw new NotSupportedException($"cannot make {type.Name}");
        }

        // What the constructor does not set, initialisers do, which may be made to differ.
        if (type.Assembly == program)
        {
            var given = constructor?.GetParameters().Select(parameter => parameter.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && !given.Contains(property.Name))
                .OrderBy(property => property.Name, StringComparer.Ordinal))
            {
                property.SetValue(made, Make(property.PropertyType));
            }
        }

        return made;
    }

    private static Type Named(Assembly assembly, string name) => assembly.GetTypes().Single(type => type.Name == name && !type.IsNested);

    private object MakeContext(Type type)
    {
        var runtime = type.Assembly;
        var sources = Activator.CreateInstance(Named(runtime, "SourceTable"), Hidden, null, [8], null)!;
        var source = RuntimeHelpers.GetUninitializedObject(Named(runtime, "Source"));
        var index = sources.GetType().GetMethod("GetOrAdd", Hidden)!.Invoke(sources, [source]);
        var context = type.GetConstructors(Hidden).Single().Invoke([RuntimeHelpers.GetUninitializedObject(Named(runtime, "StoreId")), sources]);
        var entryType = Named(runtime, "LogEntry");
        var entry = entryType.GetConstructors(Hidden).OrderByDescending(constructor => constructor.GetParameters().Length).First().Invoke([null, 0, (ulong)(seed + 1), (ulong)(seed + 1), 1_710_000_000_000L + (seed * 1000), index]);
        type.GetMethod("Enter", Hidden)!.Invoke(context, [entry, "reducer"]);
        return context;
    }
}
