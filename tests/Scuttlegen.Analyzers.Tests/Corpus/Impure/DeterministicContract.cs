// SCUT1001, SCUT1002, SCUT1005: who calls the interface or the base class goes by its word, so whatever stands behind it must keep it
[Deterministic]
public interface IRate
{
    decimal Of(string currency);
}

public abstract class Source
{
    [Deterministic]
    public abstract int Next();

    [Deterministic]
    public virtual string Name => "source";
}

public sealed class Today : IRate
{
    public decimal Of(string currency) => DateTime.UtcNow.Day; // here
}

public sealed class Drawn : IRate
{
    decimal IRate.Of(string currency) => new Random().Next(); // here
}

public sealed class Machine : Source
{
    public override int Next() => Environment.ProcessorCount; // here

    public override string Name => Environment.MachineName; // here

    public int Other() => Environment.ProcessorCount;
}
