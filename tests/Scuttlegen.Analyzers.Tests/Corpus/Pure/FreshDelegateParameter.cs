// silent: the helper runs the given action on a fresh builder
using System.Text;

public sealed record Html(string Text);

public sealed record ParagraphAdded(string Text);

public static class Tags
{
    public static string Write(string tag, Action<StringBuilder> body)
    {
        var html = new StringBuilder();
        html.Append('<').Append(tag).Append('>');
        body(html);
        return html.Append("</").Append(tag).Append('>').ToString();
    }
}

public static class HtmlReducer
{
    [Reducer]
    public static Html Apply(Html state, ParagraphAdded action) => new(state.Text + Tags.Write("p", html => html.Append(action.Text)));
}
