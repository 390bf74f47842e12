namespace Scuttlegen;

/// <content>Asks admissions, outside the lock, and takes their answers in the next turn.</content>
internal sealed partial class StoreDriver<TState>
{
    private readonly List<(AdmissionQuestion<TState> Question, AdmissionAnswer Answer)> _answers = [];

    private void TakeAnswers(TimeSpan now)
    {
        foreach (var (question, answer) in _answers) _replica.Answer(question, answer, now);
        _answers.Clear();
    }

    private void AskAdmissions()
    {
        if (_replica.Questions.Count == 0) return;
        foreach (var question in _replica.Questions) _ = Task.Run(() => AskAsync(question), CancellationToken.None);
        _replica.Questions.Clear();
    }

    private async Task AskAsync(AdmissionQuestion<TState> question)
    {
        try
        {
            var answer = await question.AskAsync(_replica.Table, _closingHooks.Token).ConfigureAwait(false);
            lock (_gate) _answers.Add((question, answer));
            _wakeup.Set();
        }
        catch (Exception) when (_closingHooks.IsCancellationRequested)
        {
            // Nobody waits for the answer any more: whoever opens the store next is offered the batch again.
        }
    }
}
