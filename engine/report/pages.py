"""The pages of ``check``: one a code, and the list of all."""

from __future__ import annotations

from engine.errors import Findings, InputError
from engine.reading.messages import LANGUAGES, Page, read_pages
from engine.report.document import Block, Code, Document, Heading, Paragraph
from engine.report.markdown import markdown
from engine.report.words import Wording


def called(code_or_name: str, language: str) -> str:
    """The code of the page that has that code or name; InputError (U502) where none has."""
    pages = read_pages(language)
    by_name = {page.name: page for page in pages.values()}
    found = pages.get(code_or_name.upper()) or by_name.get(code_or_name)
    if found is None:
        findings = Findings()
        findings.add("U502", None, given=code_or_name, known={*pages, *by_name})
        raise InputError(findings.problems)
    return found.code


def page(code: str, wording: Wording) -> Document:
    """One page in one language."""
    told = read_pages(wording.language)[code]
    return Document([Heading(1, f"{told.code} {told.name}"), *_said(told, wording), *_shown(told, wording)])


def _said(told: Page, wording: Wording) -> list[Block]:
    made: list[Block] = [Heading(2, told.title)]
    for part, text in (("finds", told.finds), ("why", told.why), ("do", told.do)):
        made += [Paragraph(f"{wording.say(f'check_{part}')}: {text}")]
    return made


def _shown(told: Page, *wordings: Wording) -> list[Block]:
    made: list[Block] = []
    for part, text in (("wrong", told.wrong), ("right", told.right)):
        made += [Paragraph(" · ".join(w.say(f"check_{part}") for w in wordings)), Code(text.rstrip("\n"))]
    return made


def documents() -> dict[str, str]:
    """Every page as a Markdown file by its name, both languages below each other, and the list of all."""
    wordings = [Wording(language) for language in LANGUAGES]
    listed = Document([Heading(1, " · ".join(w.say("check_index") for w in wordings))])
    listed.add(*(Paragraph(w.say("check_index_intro")) for w in wordings))
    made: dict[str, str] = {}
    lines = []
    for code, told in read_pages(LANGUAGES[0]).items():
        document = Document([Heading(1, f"{code} {told.name}")])
        for wording in wordings:
            document.add(*_said(read_pages(wording.language)[code], wording))
        document.add(*_shown(told, *wordings))
        file = f"{code}-{told.name}.md"
        made[file] = markdown(document)
        titles = " · ".join(read_pages(wording.language)[code].title for wording in wordings)
        lines.append(f"- [{code} {told.name}]({file}): {titles}")
    made["README.md"] = markdown(listed) + "\n" + "\n".join(lines) + "\n"
    return made
