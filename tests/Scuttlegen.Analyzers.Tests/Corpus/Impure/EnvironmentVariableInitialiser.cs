// SCUT1005: a static readonly option object reads its limit from the environment in a field initialiser
public sealed class Limits
{
    public static readonly Limits Default = new();
    public string Region { get; } = Environment.GetEnvironmentVariable("REGION") ?? "eu";
}

public sealed record Server(string Region);
public sealed record ServerMade(string Name);

public static class ServerReducers
{
    [Reducer]
    public static Server Apply(Server state, ServerMade action) => new(Limits.Default.Region); // here
}
