using Scuttlegen.Wire;

namespace Scuttlegen.Fuzz;

/// <summary>Every reader of bytes: refuses with a <see cref="WireFormatException"/>, and allocates in proportion to what it is given, never to what that claims.</summary>
internal sealed class DecoderTarget : FuzzTarget
{
    // A list's item takes a byte on the wire and a reference and an object in memory; a batch is copied; and what is read is written again to be compared.
    private const int AllocatedPerByte = 400;
    private const int AllocatedAtLeast = 64 * 1024;

    public override string Name => "decoder";

    protected override int Step(Dice dice, Watch watch, FuzzReport report)
    {
        // Half of all are frames and batches, for these anybody can send.
        var corpus = dice.OneIn(2) ? Corpora.All[dice.Below(2)] : dice.Pick(Corpora.All);
        Current = Mutator.Mutate(dice.Pick(corpus.Inputs), corpus.Inputs, dice);
        WireFormatError? error = null;
        var allocated = watch.Run(() =>
        {
            try
            {
                corpus.Read(Current);
            }
            catch (WireFormatException refused)
            {
                error = refused.Error;
                Require(refused.Offset >= 0 && refused.Offset <= Current.Length, $"The offset {refused.Offset} is none of an input of {Current.Length} bytes.");
            }
        });
        report.See(corpus.Name + (error is null ? ": read" : ": refused"));
        if (error is not null) report.See($"refused as {error}");
        Require(allocated <= AllocatedAtLeast + ((long)AllocatedPerByte * Current.Length), $"{corpus.Name}: {allocated} bytes are allocated for an input of {Current.Length}.");
        return 1;
    }
}
