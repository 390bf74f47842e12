using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Contract;

/// <summary>What a project has promised to peers of other versions: its contract files.</summary>
/// <param name="Shipped">What some release has written to logs.</param>
/// <param name="Unshipped">What the next release adds, changes or removes: for its kinds it takes the place of the other.</param>
internal sealed record WireContract(ContractFile? Shipped, ContractFile? Unshipped)
{
    public const string ShippedName = "WireContract.Shipped.txt";
    public const string UnshippedName = "WireContract.Unshipped.txt";

    public bool HasErrors => Shipped?.Errors.Count > 0 || Unshipped?.Errors.Count > 0;

    /// <summary>The contract, or <see langword="null"/> if the project does not track it.</summary>
    public static WireContract? Of(ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        ContractFile? Read(string name)
        {
            var file = files.FirstOrDefault(f => string.Equals(System.IO.Path.GetFileName(f.Path), name, StringComparison.OrdinalIgnoreCase));
            return file?.GetText(cancellation) is { } text ? new ContractFile(file.Path, text) : null;
        }

        var contract = new WireContract(Read(ShippedName), Read(UnshippedName));
        return contract is { Shipped: null, Unshipped: null } ? null : contract;
    }
}
