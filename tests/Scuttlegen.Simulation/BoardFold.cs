using System.Globalization;

namespace Scuttlegen.Simulation;

/// <summary>
/// Folds updates into a board from scratch, in one plain loop: no slices, no checkpoints, no masks, no table. What the history comes to by whatever
/// route must be what comes of this.
/// </summary>
internal sealed class BoardFold(BoardKind? without)
{
    private readonly List<string> _notes = [];
    private long _value = Board.Initial.Value;
    private int _stock = Board.Initial.Stock;
    private long _tally;
    private long _summary;

    public Board State => new(_value, [.. _notes], _stock, _tally, _summary);

    public void Apply(BoardAction action, Source source, ulong sequence)
    {
        if (action.Kind == without) return;
        unchecked
        {
            switch (action.Kind)
            {
                case BoardKind.Added:
                    _value += action.Amount;
                    break;
                case BoardKind.Audited:
                    _stock = Math.Min(_stock + 1, Board.MaxStock);
                    _summary = (((_summary * 31) + _value) * 31) + (_notes.Count * 7) + _stock;
                    break;
                case BoardKind.Counted:
                    _tally += action.Amount;
                    break;
                case BoardKind.Multiplied:
                    _value *= action.Amount;
                    break;
                case BoardKind.Noted:
                    var draw = DrawStream.Create(SimulatedPeer.Store, source, sequence, BoardTable.NotedReducer).NextBelow(1000);
                    Note(action.Text + "#" + draw.ToString(CultureInfo.InvariantCulture));
                    break;
                case BoardKind.Sold when _stock >= action.Amount:
                    _stock -= action.Amount;
                    _value += action.Amount;
                    break;
                case BoardKind.Split when _value % 4 != 0:
                    _value /= 2;
                    Note("split " + action.Number.ToString(CultureInfo.InvariantCulture));
                    break;
                case BoardKind.Stocked:
                    _stock = Math.Min(_stock + action.Amount, Board.MaxStock);
                    break;
            }
        }
    }

    private void Note(string note)
    {
        _notes.Add(note);
        if (_notes.Count > Board.MaxNotes) _notes.RemoveAt(0);
    }
}
