// SCUT1013: a [CallerFilePath] default puts the build machine's path into the state
using System.Runtime.CompilerServices;

public static class Origins
{
    public static string Here([CallerFilePath] string path = "") => path;
}

public sealed record Audit(string Origin);
public sealed record Audited(string What);

public static class AuditReducers
{
    [Reducer]
    public static Audit Apply(Audit state, Audited action) => new(Origins.Here()); // here
}
