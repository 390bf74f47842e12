using System.Collections.Immutable;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <content>What hangs on kinds: signers and verifiers of one's own actions.</content>
internal sealed partial class Replica<TState>
{
    private readonly ImmutableArray<KindHooks> _hooks;

    private KindHooks HooksOf(int kind) => _hooks.IsEmpty ? KindHooks.None : _hooks[kind];

    /// <summary>What a signer is told of an update to be written at <paramref name="wallClock"/>.</summary>
    public SignerContext SignerContextAt(long wallClock) => new(Self, StoreId, DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(wallClock, 0, BatchHeader.MaxWallClock)));

    private object Sign(int kind, object action, long wallClock)
    {
        try
        {
            return _table.Sign(kind, action, SignerContextAt(wallClock)) ?? throw new InvalidOperationException("it returned null");
        }
        catch (Exception exception)
        {
            throw NotSigned(_table.NameOf(kind), exception);
        }
    }

    /// <summary>What the caller of <c>Dispatch</c> is told when a signer throws.</summary>
    public static ActionRefusedException NotSigned(string kind, Exception exception) =>
        new(kind, $"The action '{kind}' was not logged, because its signer threw {exception.GetType().Name}: {exception.Message}", exception);

    private void ThrowIfRefused(in LogEntry entry)
    {
        VerifierRefusal? refusal;
        try
        {
            refusal = _decoder.Refuse(in entry, Self);
        }
        catch (Exception exception) when (Exhaustion.IsCauseOf(exception))
        {
            throw new ActionRefusedException(
                _table.Kinds[entry.Kind], $"The action '{_table.Kinds[entry.Kind]}' was not logged, because its verifier threw {exception.GetType().Name}: {exception.Message}", exception);
        }

        if (refusal is null) return;
        throw new ActionRefusedException(
            _table.Kinds[entry.Kind],
            $"The action '{_table.Kinds[entry.Kind]}' was not logged: {refusal.Reason}, so it would change nothing on any peer. Dispatch only what it accepts.",
            refusal.Exception);
    }
}
