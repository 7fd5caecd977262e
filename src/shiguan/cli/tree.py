"""Rules that fired, as a tree in the terminal."""

from rich.text import Text
from rich.tree import Tree

from shiguan.cli.paper import screen, styles
from shiguan.pipeline import Explanation


def print_tree(explanation: Explanation) -> None:
    """Print an explanation: rule, span, the characters read, what they say."""
    console = screen()
    console.print(grow(explanation, styles()))


def grow(explanation: Explanation, style: dict[str, str]) -> Tree:
    """Return the tree of one node and all below it."""
    label = Text()
    label.append(explanation.rule, style="bold")
    label.append(f" [{explanation.start}, {explanation.end}) ", style=style["ink-2"])
    label.append(explanation.text.replace("\n", "⏎"))
    if explanation.says:
        label.append(f"  {explanation.says}", style=style["indigo"])
    tree = Tree(label, guide_style=style["rule"])
    for child in explanation.children:
        tree.children.append(grow(child, style))
    return tree
