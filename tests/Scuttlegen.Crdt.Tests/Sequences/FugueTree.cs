using System.Text;

namespace Scuttlegen.Crdt.Tests;

/// <summary>
/// The oracle of sequences: FugueMax as the paper writes it down, one node per element, children in sorted lists. It shares no code with what it judges.
/// </summary>
internal sealed class FugueTree<T>
{
    private readonly Node _root = new(null!);
    private readonly Dictionary<Dot, Node> _nodes = [];
    private readonly HashSet<Dot> _deleted = [];

    /// <summary>An element: its dot and content, its parent (null: the root) and side, the right origin of a right child (null: the end), and what else must be there before it.</summary>
    public sealed record Element(Dot Dot, T Content, Dot? Parent, bool IsLeft, Dot? Right, Dot? Requires = null);

    /// <summary>Something that happened: elements inserted, and the dots of elements deleted.</summary>
    public sealed record Edit(Element[] Inserted, Dot[] Deleted);

    /// <summary>The tree of all elements whose parents and right origins are known, and theirs.</summary>
    public static FugueTree<T> Of(IEnumerable<Edit> edits)
    {
        var tree = new FugueTree<T>();
        var waiting = new List<Element>();
        foreach (var edit in edits)
        {
            tree._deleted.UnionWith(edit.Deleted);
            waiting.AddRange(edit.Inserted);
        }

        while (waiting.RemoveAll(tree.TryInsert) > 0)
        {
        }

        return tree;
    }

    /// <summary>All elements, in order.</summary>
    public IEnumerable<Element> All => Walk(_root).Select(static node => node.Element);

    /// <summary>Takes an element out of sight.</summary>
    public void Hide(Dot dot) => _deleted.Add(dot);

    public bool IsHidden(Dot dot) => _deleted.Contains(dot);

    /// <summary>The elements that are to be seen, in order.</summary>
    public IEnumerable<Element> Visible => Walk(_root).Where(node => !_deleted.Contains(node.Element.Dot)).Select(static node => node.Element);

    /// <summary>Algorithm 1, insert: the element that its author makes to stand behind <paramref name="index"/> visible ones.</summary>
    public Element Insert(int index, T content, Dot dot, Dot? requires = null)
    {
        var leftOrigin = index == 0 ? _root : _nodes[Visible.ElementAt(index - 1).Dot];
        var all = Walk(_root).ToList();
        var next = all.ElementAtOrDefault(all.IndexOf(leftOrigin) + 1)?.Element.Dot;
        var element = leftOrigin.RightChildren.Count == 0
            ? new Element(dot, content, leftOrigin == _root ? null : leftOrigin.Element.Dot, false, next, requires)
            : new Element(dot, content, next, true, null, requires);
        TryInsert(element);
        return element;
    }

    private bool TryInsert(Element element)
    {
        if (element.Parent is { } parentDot && !_nodes.ContainsKey(parentDot)) return false;
        if (element.Right is { } right && !_nodes.ContainsKey(right)) return false;
        if (element.Requires is { } required && !_nodes.ContainsKey(required)) return false;
        if (_nodes.ContainsKey(element.Dot)) return true;
        var node = new Node(element);
        var parent = element.Parent is { } dot ? _nodes[dot] : _root;
        var siblings = element.IsLeft ? parent.LeftChildren : parent.RightChildren;
        var place = 0;
        while (place < siblings.Count && ComesBefore(siblings[place].Element, element)) place++;
        siblings.Insert(place, node);
        _nodes.Add(element.Dot, node);
        return true;
    }

    private bool ComesBefore(Element sibling, Element element)
    {
        if (!element.IsLeft && sibling.Right != element.Right)
        {
            if (sibling.Right is null || element.Right is null) return sibling.Right is null;
            var all = Walk(_root).ToList();
            return all.IndexOf(_nodes[sibling.Right.Value]) > all.IndexOf(_nodes[element.Right.Value]);
        }

        return sibling.Dot < element.Dot;
    }

    private IEnumerable<Node> Walk(Node node)
    {
        foreach (var child in node.LeftChildren)
        {
            foreach (var descendant in Walk(child)) yield return descendant;
        }

        if (node != _root) yield return node;
        foreach (var child in node.RightChildren)
        {
            foreach (var descendant in Walk(child)) yield return descendant;
        }
    }

    private sealed class Node(Element element)
    {
        public Element Element { get; } = element;

        public List<Node> LeftChildren { get; } = [];

        public List<Node> RightChildren { get; } = [];
    }
}

/// <summary>What the oracle of texts says that a text is.</summary>
internal static class FugueText
{
    public static string Text(this FugueTree<Rune> tree) => string.Concat(tree.Visible.Select(static element => element.Content));
}
