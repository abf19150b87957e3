"""The command line: options to one request, one call, one reporter, an exit code."""

from __future__ import annotations

import datetime
import gc
import os
import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from unicodedata import normalize

import click

from engine import __version__
from engine.errors import ChetaiError, EvaluationError, Findings, InputError, Problem, nearest
from engine.reading.messages import LANGUAGES, read_messages

if TYPE_CHECKING:
    from engine.assess import Assessed, Assessor, Request
    from engine.model.case import Case
    from engine.report.document import Document
    from engine.report.words import Wording

Command = TypeVar("Command", bound=Callable[..., Any])
Result = TypeVar("Result")


def _spoken() -> str:
    """The language of the help texts, which click wants before it has read the options."""
    words = sys.argv[1:]
    named = [b for a, b in pairwise(words) if a == "--lang"]
    named += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    chosen = [*named, os.environ.get("CHETAI_LANG", "")]
    return next((language for language in chosen if language in LANGUAGES), LANGUAGES[0])


# click keeps the lines of a paragraph that begins with a backspace character; a YAML file cannot hold one.
_HELP = {key: text.replace("\\b", "\b") for key, text in read_messages(_spoken())["help"].items()}


class _Main(click.Group):
    """Turns every failure into a message and an exit code; suggests the nearest command."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        near = None if found else nearest(cmd_name, self.list_commands(ctx))
        if near:
            words = read_messages(_spoken())["words"]
            hint = f"{words['no_command'].format(name=cmd_name)} {words['nearest'].format(name=near)}"
            raise click.UsageError(hint, ctx)
        return found

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # in the order of the work, not of the alphabet

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ChetaiError as error:
            _tell(error.problems)
            asked = all(problem.code.startswith("S32") for problem in error.problems)
            raise SystemExit(2 if asked else 3 if isinstance(error, InputError) else 4) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            _tell([Problem("E503", None, {"reason": f"{type(error).__name__}: {error}"})])
            raise SystemExit(4) from error


def _tell(problems: Iterable[Problem]) -> None:
    from engine.report.document import printable

    wording = _wording(_spoken())
    for problem in problems:
        click.echo(printable(wording.problem(problem)).replace("\n", " "), err=True)


def _wording(language: str) -> Wording:
    from engine.report.words import Wording

    return Wording(language)


def _common(command: Command) -> Command:
    """The options every command has."""
    return _formatted("text", "json", "markdown")(_lawful(command))


def _lawful(command: Command) -> Command:
    """The options of a command that says something of the law."""
    for option in (
        click.option("--lang", type=click.Choice(LANGUAGES), default=_spoken, show_default="vi", help=_HELP["lang"]),
        click.option(
            "--rules",
            "folders",
            multiple=True,
            envvar="CHETAI_RULES",
            type=click.Path(path_type=Path),
            help=_HELP["rules_option"],
            metavar="DIR",
        ),
    ):
        command = option(command)
    return command


def _formatted(*forms: str) -> Callable[[Command], Command]:
    """The option of a command that prints in one of those forms, text first."""
    return click.option(
        "--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help=_HELP["format"]
    )


def _requesting(command: Command) -> Command:
    """The options of a command that assesses."""
    for option in (
        click.option("--all", "everything", is_flag=True, help=_HELP["all"]),
        click.option("--as-claimed-by", "claimed_by", callback=_composed, metavar="PARTY", help=_HELP["as_claimed_by"]),
        click.option(
            "--reading", "readings", multiple=True, callback=_pairs, metavar="ID=CHOICE", help=_HELP["reading"]
        ),
        click.option("--as-of", "as_of", callback=_day, metavar="DATE", help=_HELP["as_of"]),
        click.option("--rulebook", "rulebooks", multiple=True, metavar="ID", help=_HELP["rulebook"]),
    ):
        command = option(command)
    return command


def _composed(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    return normalize("NFC", value) if value is not None else None


def _pairs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for value in values:
        name, sign, text = normalize("NFC", value).partition("=")
        if not (sign and name and text) or name.strip() in pairs:
            raise click.BadParameter(f"{value!r}: {param.metavar}", ctx, param)
        pairs[name.strip()] = text.strip()
    return pairs


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime.date | None:
    from engine.model.base import iso_date

    try:
        return iso_date(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r}: YYYY-MM-DD", ctx, param) from error


def _assessor(folders: tuple[Path, ...]) -> Assessor:
    from engine.assess import Assessor
    from engine.reading.law import read_law

    return Assessor(read_law(folders))


def _all(paths: Iterable[Path], read: Callable[[Path], Result]) -> list[Result]:
    """What is read from every path; if any is wrong, the faults of all."""
    found: list[Result] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found.append(read(path))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return found


def _cases(assessor: Assessor, paths: tuple[Path, ...]) -> list[Case]:
    from engine.facts import facts_of
    from engine.reading.case import read_case

    def checked(path: Path) -> Case:
        case = read_case(path, assessor.law)
        facts_of(case, assessor.law)  # what is implied may be wrong too: said for all files at once
        return case

    return _all(paths, checked)


def _request(case: Case, options: dict[str, Any]) -> Request:
    from engine.assess import Request

    as_of = options["as_of"] or case.as_of
    if as_of is None:
        as_of = datetime.datetime.now().astimezone().date()
        wording = _wording(_spoken())
        click.echo(wording.say("as_of_today", day=wording.day(as_of.isoformat())), err=True)
    return Request(
        as_of=as_of,
        readings=options["readings"],
        rulebooks=options["rulebooks"],
        claimed_by=options["claimed_by"],
        everything=options["everything"],
    )


def _issued(assessor: Assessor, case: Case, request: Request, issue: Callable[[], Result]) -> Result:
    """What ``issue`` gives; where the engines differ, a bundle to report is left in the current folder."""
    from engine.bundle import write_bundle

    try:
        return issue()
    except EvaluationError as error:
        if any(problem.code == "E501" for problem in error.problems):
            raise EvaluationError(write_bundle(assessor.law, case, request, error.problems, Path.cwd())) from error
        raise


def _examined(assessor: Assessor, case: Case, options: dict[str, Any]) -> Assessed:
    request = _request(case, options)
    return _issued(assessor, case, request, lambda: assessor.examine(case, request))


def _print(document: Document, form: str) -> None:
    from engine.report.markdown import markdown
    from engine.report.text import show, text

    if form == "markdown":
        click.echo(markdown(document), nl=False)
    elif sys.stdout.isatty():
        show(document)
    else:
        click.echo(text(document), nl=False)


@click.group(cls=_Main, help=_HELP["chetai"], context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(LANGUAGES), default=_spoken, show_default="vi", help=_HELP["lang"])
@click.version_option(__version__, prog_name="chetai")
def main(lang: str) -> None:
    """The group; ``--lang`` before the command is read by ``_spoken``."""
    # One command is one short process: looking for garbage in circles seldom is quicker, by a tenth of a cold start.
    gc.set_threshold(100_000)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


@main.command(help=_HELP["assess"])
@click.argument("paths", metavar="CASE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--calendar", metavar="FILE", type=click.Path(path_type=Path), help=_HELP["calendar"])
@_requesting
@_common
def assess(
    paths: tuple[Path, ...],
    calendar: Path | None,
    lang: str,
    folders: tuple[Path, ...],
    form: str,
    **options: Any,
) -> None:
    """Assess case files."""
    assessor = _assessor(folders)
    examined = [_examined(assessor, case, options) for case in _cases(assessor, paths)]
    if calendar is not None:
        from engine.report.calendar import calendar as deadlines
        from engine.writing import write_whole

        write_whole(calendar, deadlines(examined, _wording(lang)))
    if form == "json":
        texts = [one.assessment.to_json().rstrip("\n") for one in examined]
        click.echo(texts[0] if len(texts) == 1 else "[" + ",\n".join(texts) + "]")
        return
    from engine.report.note import note

    for one in examined:
        _print(note(one, _wording(lang), everything=options["everything"]), form)


@main.command(help=_HELP["explain"])
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("key", metavar="KEY")
@_requesting
@_common
def explain(path: Path, key: str, lang: str, folders: tuple[Path, ...], form: str, **options: Any) -> None:
    """Explain one conclusion."""
    assessor = _assessor(folders)
    options["everything"] = True
    examined = _examined(assessor, _cases(assessor, (path,))[0], options)
    explanation = examined.explain(key)
    if form == "json":
        click.echo(explanation.to_json(), nl=False)
        return
    from engine.report.explanation import account

    _print(account(explanation, examined, _wording(lang)), form)


@main.command("what-if", help=_HELP["what_if"])
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.option(
    "--set", "settings", multiple=True, required=True, callback=_pairs, metavar="FACT=VALUE", help=_HELP["set"]
)
@_requesting
@_common
def what_if(
    path: Path, settings: dict[str, str], lang: str, folders: tuple[Path, ...], form: str, **options: Any
) -> None:
    """Compare a case with itself, changed."""
    from engine.inquire import what_if as compare

    assessor = _assessor(folders)
    case = _cases(assessor, (path,))[0]
    request = _request(case, options)
    comparison = _issued(assessor, case, request, lambda: compare(assessor, case, request, settings))
    if form == "json":
        click.echo(comparison.to_json(), nl=False)
        return
    from engine.report.comparison import comparison_note

    _print(comparison_note(comparison, _wording(lang)), form)


@main.command(help=_HELP["rules"])
@click.argument("name", metavar="[PROVISION]", required=False)
@_common
def rules(name: str | None, lang: str, folders: tuple[Path, ...], form: str) -> None:
    """Browse rulebooks."""
    from engine.reading.law import read_law
    from engine.report.rulebooks import as_json, contents, found, names

    law = read_law(folders)
    document = found(law, name, _wording(lang)) if name else contents(law, _wording(lang))
    if document is None:
        findings = Findings()
        findings.add("U501", None, given=name, known=names(law))
        findings.raise_if_any(InputError)
    elif form == "json":
        click.echo(as_json(law, name), nl=False)
    else:
        _print(document, form)


@main.command("check", help=_HELP["check"])
@click.argument("names", metavar="[RULEBOOK...]", nargs=-1)
@click.option(
    "--scenarios",
    "scenarios",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=_HELP["scenarios_option"],
)
@click.option("--fix", is_flag=True, help=_HELP["fix"])
@click.option("--repin", "repin", multiple=True, metavar="RULE", help=_HELP["repin"])
@click.option("--explain", "code", metavar="CODE", help=_HELP["explain_code"])
@_lawful
@_formatted("text", "json", "sarif")
def check_rulebooks(
    names: tuple[str, ...],
    scenarios: tuple[Path, ...],
    fix: bool,
    repin: tuple[str, ...],
    code: str | None,
    lang: str,
    folders: tuple[Path, ...],
    form: str,
) -> None:
    """Check rulebooks."""
    if code is not None:
        return _explain_code(code, lang)
    if repin and not fix:
        raise click.UsageError(_wording(lang).say("check_repin"))
    from engine.lint import Asked, check
    from engine.lint.mend import mend
    from engine.report.findings import as_json, lines
    from engine.report.sarif import sarif

    asked = Asked.of(names, folders, scenarios, repin)
    checked, mended = check(asked), []
    if fix:
        mended = mend(checked.findings, asked.repin)
        checked = check(asked)
    if form == "text":
        click.echo(lines(checked, mended, _wording(lang)), nl=False)
    else:
        click.echo(as_json(checked, mended) if form == "json" else sarif(checked, _wording(lang)), nl=False)
    raise SystemExit(checked.exit_code)


def _explain_code(code: str, lang: str) -> None:
    from engine.report.pages import named, names, page

    found = named(code, lang)
    if found is None:
        findings = Findings()
        findings.add("U502", None, given=code, known=names())
        findings.raise_if_any(InputError)
    else:
        _print(page(found.code, _wording(lang)), "text")


@main.command("test", help=_HELP["test"])
@click.argument("paths", metavar="[SCENARIO...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--update", is_flag=True, help=_HELP["update"])
@_common
def test_scenarios(paths: tuple[Path, ...], update: bool, lang: str, folders: tuple[Path, ...], form: str) -> None:
    """Run scenarios."""
    from dataclasses import asdict

    from engine.model.json_text import json_text
    from engine.reading.scenario import read_scenario, scenario_folders
    from engine.rehearse import recorded, rehearse
    from engine.report.scenarios import outcome
    from engine.writing import write_whole

    assessor = _assessor(folders)
    results = {}
    found = scenario_folders(list(paths) or [Path("scenarios")])
    for scenario in _all(found, lambda folder: read_scenario(folder, assessor.law)):
        results[scenario.name] = rehearse(assessor, scenario)
        if update and results[scenario.name]:
            write_whole(scenario.folder / "expected.yaml", recorded(assessor, scenario).encode())
    if form == "json":
        rows = {name: [asdict(d) for d in differences] for name, differences in results.items()}
        click.echo(json_text({"format": "chetai/outcome/1", "scenarios": rows}), nl=False)
    else:
        _print(outcome(results, _wording(lang)), form)
    if any(results.values()):
        raise SystemExit(1)
