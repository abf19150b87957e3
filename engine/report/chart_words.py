"""What stands on a map: labels, ids, the words on its lines, and what a pointer shows."""

from __future__ import annotations

from engine.chart import Chart, Edge, Node
from engine.model.rulebook import Law
from engine.report.law_words import LawWording
from engine.report.words import Wording
from engine.resolve.alternatives import readings_of


class ChartWording:
    """One language's words for the nodes and edges of a map."""

    def __init__(self, wording: Wording, law: Law) -> None:
        self.wording = wording
        self.law = law
        self.words = LawWording(wording, law)
        self.rules = law.rules()

    def title(self, name: str | None) -> str:
        """What the map shows."""
        if name is None:
            return self.wording.say("map_whole")
        book = self.law.rulebooks.get(name)
        if book is None:
            return self.wording.say("map_part", name=name)
        title = self.wording.of(book.manifest.title)
        return self.wording.say("map_book", title=title, id=book.id, version=book.manifest.version)

    def summary(self, chart: Chart) -> str:
        """How many of each there are, and how to read the map."""
        kinds = [node.kind for node in chart.nodes]
        return self.wording.say(
            "map_summary",
            provisions=kinds.count("provision"),
            rules=kinds.count("rule"),
            conclusions=kinds.count("conclusion"),
            templates=kinds.count("template"),
        )

    def label(self, node: Node) -> str:
        """What a node is called."""
        match node.kind:
            case "provision":
                return self.words.provision(self.law.rulebooks[node.book], node.name)
            case "template":
                return self.words.template(node.name)
            case "rule":
                label = self.rules[node.name].label
                return self.wording.of(label) if label else node.name
            case "conclusion":
                constants = {name: self.words.value(node.name, name, value) for name, value in node.constants}
                return self.words.conclusion(node.name, constants)

    def code(self, node: Node) -> str:
        """The id of a node, as rules and assessments write it."""
        constants = ", ".join(value for _, value in node.constants)
        return f"{node.name}(…, {constants})" if constants else node.name

    def readings(self, node: Node) -> str:
        """The readings on which what a rule says depends; none of anything else."""
        names = sorted(readings_of(self.rules[node.name])) if node.kind == "rule" else []
        return self.wording.say("map_readings", names=", ".join(names)) if names else ""

    def is_internal(self, node: Node) -> bool:
        """Whether it is a conclusion that is a mere step of the reasoning."""
        return node.kind == "conclusion" and self.law.conclusion(node.name).internal

    def about(self, node: Node) -> str:
        """What a pointer shows: the whole label, where it stands, and the words of the law."""
        lines = [self.label(node), self.code(node)]
        match node.kind:
            case "provision":
                lines = [self.label(node), self.law.rulebooks[node.book].source.get(node.name, "")]
            case "rule":
                rule = self.rules[node.name]
                lines += [", ".join(rule.provision), f"“{rule.quote}”" if rule.quote else "", str(rule.at)]
            case "conclusion":
                lines.append(self.wording.of(self.law.rulebooks[node.book].manifest.short))
            case "template":
                pass
        return "\n".join(line for line in dict.fromkeys(lines) if line)

    def word(self, edge: Edge) -> str:
        """The word on an edge; none where a condition is met, or a rule encodes or concludes."""
        amount = self.wording.say("map_count", minimum=self.words.number(edge.minimum)) if edge.minimum else ""
        match edge.kind:
            case "encodes" | "condition" | "concludes":
                return ""
            case "count":
                return amount
            case _:
                return " ".join(filter(None, [self.wording.say(f"map_{edge.kind}"), amount]))

    def under(self, edge: Edge) -> str:
        """The readings under which alone the edge exists, in words; none where it always does."""
        ways = ["; ".join(self.words.choice(*one) for one in under) for under in edge.under]
        return self.wording.say("map_under", choice=self.words.alternatives(ways)) if ways else ""

    def under_code(self, edge: Edge) -> str:
        """The same as the command line writes readings."""
        return " | ".join(", ".join(f"{reading}={choice}" for reading, choice in under) for under in edge.under)
