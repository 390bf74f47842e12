namespace Scuttlegen.Fuzz;

/// <summary>Something that takes bytes from outside, and must bear whatever they are.</summary>
internal abstract class FuzzTarget
{
    private const int ProgressEvery = 1_000_000;

    private static readonly Func<FuzzTarget>[] Targets = [static () => new DecoderTarget(), static () => new ProtocolTarget(), static () => new StorageTarget(), static () => new SqliteTarget()];

    public static IReadOnlyList<string> Names { get; } = [.. Targets.Select(static create => create().Name)];

    public abstract string Name { get; }

    /// <summary>The input under way, for who has to report it.</summary>
    protected byte[] Current { get; set; } = [];

    public static FuzzTarget Create(string name) => Targets.Select(static create => create()).First(target => target.Name == name);

    /// <summary>Takes at least <paramref name="inputs"/>, in steps that are numbered and can each be run by itself.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="first">The number of the first step.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="progress">Told now and then how many were taken.</param>
    /// <exception cref="FuzzFailure">One of them brought about what none may.</exception>
    public FuzzReport Run(ulong seed, long first, long inputs, Action<long>? progress = null)
    {
        var number = first;
        using var watch = new Watch(() => $"Target {Name}, seed {seed}, step {number}, input {Convert.ToHexString(Current)}");
        var report = new FuzzReport();
        for (; report.Inputs < inputs; number++)
        {
            var taken = 0;
            try
            {
                taken = Step(Dice.For(seed, number), watch, report);
            }
            catch (Exception cause)
            {
                throw new FuzzFailure(Name, seed, number, Convert.ToHexString(Current), cause);
            }

            report.Inputs += taken;
            if (report.Inputs % ProgressEvery < taken) progress?.Invoke(report.Inputs);
        }

        report.Longest = watch.Longest;
        report.MostAllocated = watch.MostAllocated;
        return report;
    }

    /// <summary>Takes the inputs of one step, and says how many.</summary>
    protected abstract int Step(Dice dice, Watch watch, FuzzReport report);

    protected static void Require(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException(what);
    }
}

/// <summary>What a run came to.</summary>
internal sealed class FuzzReport
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public long Inputs { get; set; }

    public TimeSpan Longest { get; set; }

    public long MostAllocated { get; set; }

    /// <summary>How often it came to what: whoever believes a run wants to know that it went deep.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void See(string what, long times = 1) => _counts[what] = _counts.GetValueOrDefault(what) + times;

    public void SeeMost(string what, long value) => _counts[what] = Math.Max(_counts.GetValueOrDefault(what), value);
}
