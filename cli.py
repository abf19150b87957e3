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
from engine.errors import ChetaiError, EvaluationError, InputError, Problem, nearest
from engine.reading.messages import LANGUAGES, read_messages

if TYPE_CHECKING:
    from engine.assess import Assessed, Assessor, Request
    from engine.model.case import Case
    from engine.reading.scenario import Scenario
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

# What a shell expects of a program that Ctrl-C ended; 1 would say that something was found.
_STOPPED = 130


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
            asked = all(problem.code.startswith("S32") and problem.at is None for problem in error.problems)
            raise SystemExit(2 if asked else 3 if isinstance(error, InputError) else 4) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt as stopped:
            raise SystemExit(_STOPPED) from stopped
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


def _speaking(command: Command) -> Command:
    """The options every command has."""
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


def _common(command: Command) -> Command:
    """The options of a command that reports in any of the usual forms."""
    return _formatted("text", "json", "markdown")(_speaking(command))


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
    ):
        command = option(command)
    return _under(command)


def _under(command: Command) -> Command:
    """The options that say whose law on which day."""
    for option in (
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
        as_of = _today()
        wording = _wording(_spoken())
        click.echo(wording.say("as_of_today", day=wording.day(as_of.isoformat())), err=True)
    return Request(
        as_of=as_of,
        readings=options.get("readings", {}),
        rulebooks=options["rulebooks"],
        claimed_by=options.get("claimed_by"),
        everything=options.get("everything", False),
    )


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()


def _issued(assessor: Assessor, case: Case, request: Request, issue: Callable[[], Result]) -> Result:
    """What ``issue`` gives; where the engines differ, a bundle to report is left in the current folder."""
    from engine.bundle import write_bundle

    try:
        return issue()
    except EvaluationError as error:
        if any(problem.code == "E501" for problem in error.problems):
            raise EvaluationError(write_bundle(assessor.law, case, request, error.problems, Path.cwd())) from error
        raise


def _examine(assessor: Assessor, case: Case, request: Request) -> Assessed:
    return _issued(assessor, case, request, lambda: assessor.examine(case, request))


def _examined(assessor: Assessor, case: Case, options: dict[str, Any]) -> Assessed:
    return _examine(assessor, case, _request(case, options))


def _print(document: Document, form: str, wording: Wording) -> None:
    from engine.report.markdown import markdown
    from engine.report.text import show, text

    if form == "markdown":
        click.echo(markdown(document), nl=False)
    elif form == "html":
        from engine.report.html import html

        click.echo(html(document, wording), nl=False)
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
        _print(note(one, _wording(lang), everything=options["everything"]), form, _wording(lang))


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

    _print(account(explanation, examined, _wording(lang)), form, _wording(lang))


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

    _print(comparison_note(comparison, _wording(lang)), form, _wording(lang))


@main.command(help=_HELP["rules"])
@click.argument("name", metavar="[NAME]", required=False)
@_formatted("text", "json", "markdown", "html", "svg", "mermaid")
@_speaking
def rules(name: str | None, lang: str, folders: tuple[Path, ...], form: str) -> None:
    """Browse rulebooks: as text, as a document, as a map."""
    from engine.reading.law import read_law
    from engine.report.rulebooks import as_json, contents, ensure_known, found, picture, whole

    law, wording = read_law(folders), _wording(lang)
    if name is not None:
        ensure_known(law, name)
    if form == "json":
        click.echo(as_json(law, name), nl=False)
    elif form in ("svg", "mermaid"):
        today = datetime.datetime.now().astimezone().date()
        click.echo(picture(law, name, form, wording, today), nl=False)
    elif name is not None:
        _print(found(law, name, wording), form, wording)
    else:
        _print(contents(law, wording) if form == "text" else whole(law, wording), form, wording)


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
@_speaking
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
        from engine.report.pages import called, page

        return _print(page(called(code, lang), _wording(lang)), "text", _wording(lang))
    if repin and not fix:
        raise click.UsageError(_wording(lang).say("check_repin"))
    from engine.lint import Scope, check
    from engine.lint.mend import mend
    from engine.report.findings import as_json, lines
    from engine.report.sarif import sarif

    scope = Scope.of(names, folders, scenarios, repin)
    checked, mended = check(scope), []
    if fix:
        mended = mend(checked.findings, scope.repin)
        checked = check(scope)
    if form == "text":
        click.echo(lines(checked, mended, _wording(lang)), nl=False)
    else:
        click.echo(as_json(checked, mended) if form == "json" else sarif(checked, _wording(lang)), nl=False)
    raise SystemExit(checked.exit_code)


@main.command("test", help=_HELP["test"])
@click.argument("paths", metavar="[SCENARIO...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--update", is_flag=True, help=_HELP["update"])
@click.option("--junit", metavar="FILE", type=click.Path(path_type=Path), help=_HELP["junit"])
@click.option("--coverage", is_flag=True, help=_HELP["coverage"])
@click.option("--mutate", is_flag=True, help=_HELP["mutate"])
@click.option("--at-least", metavar="PERCENT", type=click.FloatRange(0, 100), help=_HELP["at_least"])
@click.option("--rulebook", "rulebooks", multiple=True, metavar="ID", help=_HELP["measured_rulebook"])
@click.option("--keep", metavar="DIR", type=click.Path(path_type=Path), help=_HELP["keep"])
@click.option("--resume", metavar="FILE", type=click.Path(path_type=Path), help=_HELP["resume"])
@_common
def test_scenarios(
    paths: tuple[Path, ...],
    update: bool,
    junit: Path | None,
    lang: str,
    folders: tuple[Path, ...],
    form: str,
    **measured: Any,
) -> None:
    """Run scenarios; where all pass, measure what they show of the law."""
    from engine.reading.scenario import scenario_folders
    from engine.rehearse import rehearse_all
    from engine.report.progress import progress
    from engine.report.scenarios import outcome, outcome_json

    assessor, wording = _assessor(folders), _wording(lang)
    with progress(scenario_folders(list(paths) or [Path("scenarios")]), wording.say("rehearsing")) as steps:
        found = rehearse_all(assessor, steps, update=update, examine=_examine)
    if junit is not None:
        from engine.report.junit import junit as as_junit
        from engine.writing import write_whole

        write_whole(junit, as_junit(found, wording))
    if found.unreadable or not found.is_settled or not (measured["coverage"] or measured["mutate"]):
        if form == "json":
            click.echo(outcome_json(found), nl=False)
        elif found.rehearsals:
            _print(outcome(found, wording, updated=update), form, wording)
    if found.unreadable:
        raise InputError(found.problems)
    if not found.is_settled:
        raise SystemExit(1)
    _measure(assessor, [rehearsal.scenario for rehearsal in found.rehearsals], wording, form, measured)


def _measure(assessor: Assessor, scenarios: list[Scenario], wording: Wording, form: str, asked: dict[str, Any]) -> None:
    """What passing scenarios show of the law; exit code 1 below the share asked for."""
    from engine.bench import Bench
    from engine.report.progress import progress

    bench = Bench(assessor, scenarios, asked["rulebooks"], asked["keep"], wording, progress)
    measures = [bench.coverage] if asked["coverage"] else []
    if asked["mutate"]:
        measures.append(lambda: bench.mutation(asked["resume"]))
    found = [measure() for measure in measures]
    for number, one in enumerate(found if form != "json" else ()):
        if number:
            click.echo()
        _print(one.document, form, wording)
    if form == "json" and found:
        texts = [one.json.rstrip("\n") for one in found]
        click.echo(texts[0] if len(texts) == 1 else "[" + ",\n".join(texts) + "]")
    wanted = asked["at_least"]
    if not all(one.is_clean and (wanted is None or one.percent >= wanted) for one in found):
        raise SystemExit(1)


@main.command("diff", help=_HELP["diff"])
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--cases", "places", multiple=True, type=click.Path(path_type=Path), metavar="DIR", help=_HELP["cases"])
@click.option("--as-of", "as_of", callback=_day, metavar="DATE", help=_HELP["day_for_cases"])
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help=_HELP["limit"])
@_common
def diff(
    old: str,
    new: str,
    places: tuple[Path, ...],
    as_of: datetime.date | None,
    limit: int | None,
    lang: str,
    folders: tuple[Path, ...],
    form: str,
) -> None:
    """Compare two laws."""
    from engine.compare import revised
    from engine.compare.sides import two_sides
    from engine.reading.cases import case_files
    from engine.report.progress import progress
    from engine.report.revised import revised_document, revised_json

    wording = _wording(lang)
    sides = two_sides(old, new, folders)
    with progress(case_files(list(places)), wording.say("comparing")) as steps:
        found = revised(sides, steps if places else None, as_of, _examine)
    if form == "json":
        click.echo(revised_json(found, limit), nl=False)
    else:
        _print(revised_document(found, wording, limit), form, wording)
    if found.outcomes and found.outcomes.unread:
        raise InputError(problem for unread in found.outcomes.unread for problem in unread.problems)


@main.group("new", cls=_Main, help=_HELP["new"])
@click.option("--lang", type=click.Choice(LANGUAGES), default=_spoken, show_default="vi", help=_HELP["lang"])
def new(lang: str) -> None:
    """Files to begin with; ``--lang`` before the command is read by ``_spoken``."""


@new.command("case", help=_HELP["new_case"])
@click.argument("path", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@_under
@_speaking
def new_case(
    path: Path | None,
    as_of: datetime.date | None,
    rulebooks: tuple[str, ...],
    lang: str,
    folders: tuple[Path, ...],
) -> None:
    """Write or print a case file to fill in."""
    from engine.reading.law import read_law
    from engine.scaffold.case import case_text

    text = case_text(read_law(folders), as_of or _today(), rulebooks, lang)
    _give(path, text.encode())


@new.command("rule", help=_HELP["new_rule"])
@click.argument("rule_id", metavar="ID", callback=_composed)
@click.option("--provision", required=True, callback=_composed, metavar="PROVISION", help=_HELP["provision"])
@click.option("--rulebook", "rulebooks", multiple=True, metavar="ID", help=_HELP["rulebook_of_rule"])
@click.option("--to", "path", metavar="FILE", type=click.Path(path_type=Path), help=_HELP["to"])
@_speaking
def new_rule(
    rule_id: str,
    provision: str,
    rulebooks: tuple[str, ...],
    path: Path | None,
    lang: str,
    folders: tuple[Path, ...],
) -> None:
    """Print a rule to fill in, or append it to a file."""
    from engine.reading.law import read_law
    from engine.scaffold.rule import rule_file, rule_lines
    from engine.writing import write_whole

    lines = rule_lines(read_law(folders), rule_id, provision, rulebooks, lang)
    content = rule_file(path, lines, rule_id)
    if path is not None and path.exists():
        write_whole(path, content)
    else:
        _give(path, content)


@new.command("scenario", help=_HELP["new_scenario"])
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--case", "path", metavar="CASE", type=click.Path(path_type=Path), help=_HELP["case_of_scenario"])
@_under
@_speaking
def new_scenario(folder: Path, path: Path | None, lang: str, folders: tuple[Path, ...], **options: Any) -> None:
    """Write a scenario whose expectations are what the law says now."""
    from engine.reading.case import case_from_text
    from engine.scaffold.case import case_text
    from engine.scaffold.scenario import copied, expected_text
    from engine.writing import write_new

    assessor = _assessor(folders)
    if path is None:
        text = case_text(assessor.law, options["as_of"] or _today(), options["rulebooks"], lang)
        content, case = text.encode(), case_from_text(text, assessor.law)
    else:
        content, case = copied(path, assessor.law)
    request = _request(case, options)
    expected = _issued(assessor, case, request, lambda: expected_text(assessor, folder, case, request, lang))
    write_new({folder / "case.yaml": content, folder / "expected.yaml": expected.encode()})
    _written(folder / "case.yaml", folder / "expected.yaml")


@new.command("schemas", help=_HELP["new_schemas"])
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@_speaking
def new_schemas(folder: Path, lang: str, folders: tuple[Path, ...]) -> None:
    """Write the JSON Schemas of the law."""
    from engine.reading.law import read_law
    from engine.scaffold.schemas import write_schemas

    _written(*write_schemas(folder, read_law(folders), lang))


def _give(path: Path | None, content: bytes) -> None:
    """Print a new file, or write it where nothing is."""
    from engine.writing import write_new

    if path is None:
        click.echo(content, nl=False)
    else:
        write_new({path: content})
        _written(path)


def _written(*paths: Path) -> None:
    for path in paths:
        click.echo(path.as_posix())
