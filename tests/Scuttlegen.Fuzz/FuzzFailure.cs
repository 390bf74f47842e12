using System.Globalization;

namespace Scuttlegen.Fuzz;

/// <summary>What an input brought about that none may. The message is all that is needed to see it again.</summary>
internal sealed class FuzzFailure : Exception
{
    public FuzzFailure(string target, ulong seed, long number, string input, Exception cause)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{cause.GetType().Name}: {cause.Message}\nAgain with: dotnet run -c Release --project tests/Scuttlegen.Fuzz -- --target {target} --seed {seed} --first {number} --inputs 1\nThe last input: {input}\n{cause.StackTrace}"),
            cause)
    {
    }
}
