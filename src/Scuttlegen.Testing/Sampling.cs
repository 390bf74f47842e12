using System.Text.RegularExpressions;
using CsCheck;

namespace Scuttlegen.Testing;

/// <summary>Runs a check on generated cases, and names the law, the smallest case and the seed where it fails.</summary>
internal static partial class Sampling
{
    /// <summary>How many damaged encodings are tried for each value: few, because there are many values.</summary>
    public const int DamagedForms = 8;

    /// <summary>What decides the order of deliveries, and how bytes are damaged: part of a case, so that its seed repeats it.</summary>
    public static readonly Gen<int> Seeds = Gen.Int[0, 0xFFFF];

    public static void Run<T>(Type subject, Gen<T> cases, Action<T> check, Func<T, string> print, LawOptions options)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Iterations);
        var example = "";
        try
        {
            cases.Sample(Guard, seed: options.Seed, iter: options.Iterations, print: Print);
        }
        catch (CsCheckException failure) when (failure.InnerException is CrdtLawException broken)
        {
            throw broken.Of(example, SeedIn().Match(failure.Message).Groups[1].Value);
        }

        void Guard(T one)
        {
            try
            {
                check(one);
            }
            catch (Exception failure) when (failure is not CrdtLawException)
            {
                throw new CrdtLawException(CrdtLaw.Totality, subject, $"an operation throws a {failure.GetType().Name}: {failure.Message}", failure);
            }
        }

        // CsCheck prints the smallest case, and no other.
        string Print(T smallest) => example = print(smallest);
    }

    [GeneratedRegex("seed: \"([^\"]+)\"")]
    private static partial Regex SeedIn();
}
