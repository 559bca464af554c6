"""The result as HTML: the one place where HTML is written, and escaped by construction.

`element()` is the only way to make HTML here: text given to it is escaped, `Html` is not escaped twice. The
rest of the file is the vocabulary that calculators tell their answers in (a scale, a chart of an
organisation, steps, notes …) and the forms and tables that the build puts into the pages.

Numbers for drawing use only + - * / and rounding, which give the same digits natively and in a browser.
"""

import html as _html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from calculators import form
from calculators.law import Kind, Number, Parameter, RulesDay, Source, Step
from calculators.text import Words


@dataclass(frozen=True, slots=True)
class Html:
    """Text that is HTML already, so that it is not escaped again."""

    text: str


Content = Html | str


def element(tag: str, *content: Content, **attributes: str | int | None) -> Html:
    """Return an element. `class_` loses its underscore, `data_x` becomes `data-x`, None is left out."""
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{_joined(content)}</{tag}>")


_VOID = frozenset({"input", "meta"})


def _attribute(name: str, value: str | int | None) -> str:
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {written}"
    escaped = _html.escape(str(value), quote=False).replace('"', "&quot;")
    return f' {written}="{escaped}"'


def _joined(content: Iterable[Content]) -> str:
    return "".join(part.text if isinstance(part, Html) else _html.escape(part) for part in content)


def together(*content: Content) -> Html:
    """Return several pieces as one, nothing around them."""
    return Html(_joined(content))


NOTHING = Html("")


# --- What an answer is told with


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A number against the limits that matter, with what the distance means in words."""

    title: str
    value: int
    limits: tuple[int, ...]
    says: str
    distance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A place in the organisation that somebody sits in."""

    key: str
    """Keeps a name written in, from one drawing of the chart to the next."""
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A body of the organisation and its seats."""

    title: str
    seats: tuple[Seat, ...]
    more: str = ""
    """What else sits there without a seat of its own in the drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """An organisation: the body on top, those under it, and how many more are not drawn."""

    title: str
    words: tuple[str, ...]
    """The whole chart in sentences: its text alternative, shown to everyone."""
    top: Box
    below: tuple[Box, ...] = ()
    not_drawn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """A heading with sentences under it."""

    title: str
    sentences: tuple[str, ...]
    warns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A sentence that ends in a page of the handbook.

    `page` is an address inside the language's own site, and is reached by going two folders up: every page
    that holds a calculator stands two folders deep. A test follows the links from each of them.
    """

    says: str
    name: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """A heading with sentences that each lead on to a page."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Names and values: what was answered, defaults among them."""

    title: str
    rows: tuple[tuple[str, str], ...]


Part = Scale | Chart | Sentences | Links | Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer in words, before it is HTML: the answer first, then why, then the rest."""

    headline: str
    because: tuple[str, ...]
    rests_on: Source
    """Where the deciding rule stands."""
    parts: tuple[Part, ...]
    after: tuple[Part, ...] = ()
    """What comes after the steps: what is not settled, what follows."""


def answer(told: Told, steps: Sequence[Step], words: Words, *, on: date) -> Html:
    """Return the whole answer: told, worked out step by step, and signed with its day and sources."""
    return element(
        "div",
        element("p", told.headline, class_="answer__headline"),
        *(element("p", sentence, class_="answer__because") for sentence in told.because),
        element("p", words("answer.rests_on"), " ", _cited(told.rests_on, words), class_="answer__source"),
        *(_part(part, words) for part in told.parts),
        _worked_out(steps, words),
        *(_part(part, words) for part in told.after),
        _signature(steps, words, on),
        class_="answer",
    )


def example(told: Told) -> Html:
    """Return an answer in short, for a list of examples."""
    return together(
        element("p", element("strong", told.headline)),
        *(element("p", sentence) for sentence in told.because),
    )


def problems(found: Sequence[tuple[form.Problem, str]], asked: Mapping[str, str], words: Words) -> Html:
    """Return the summary of what must be mended: each problem with its question's name, all at once."""
    rows = [element("li", _problem(problem, message, asked, words)) for problem, message in found]
    return element(
        "div",
        element("p", words("problems.title", n=len(rows)), class_="problems__title"),
        element("ul", *rows),
        class_="problems",
    )


def _problem(problem: form.Problem, message: str, asked: Mapping[str, str], words: Words) -> Content:
    if problem.field is None or problem.field not in asked:
        return message
    row = words("problems.row", label=asked[problem.field], message=message)
    return element("a", row, href="#", data_goes_to=problem.field)


def _part(part: Part, words: Words) -> Html:
    match part:
        case Scale():
            return _scale(part)
        case Chart():
            return _chart(part, words)
        case Sentences():
            listed = element("ul", *(element("li", sentence) for sentence in part.sentences))
            kind = "answer__notes" if part.warns else None
            return element("section", element("h3", part.title), listed, class_=kind)
        case Links():
            listed = element("ul", *(_link(link) for link in part.links))
            return element("section", element("h3", part.title), listed)
        case _:
            rows = [together(element("dt", name), element("dd", value)) for name, value in part.rows]
            return element(
                "details",
                element("summary", part.title),
                element("dl", *rows, class_="answer__facts"),
            )


def _link(link: Link) -> Html:
    return element("li", f"{link.says} ", element("a", link.name, href=f"../../{link.page}"))


def _worked_out(steps: Sequence[Step], words: Words) -> Html:
    if not steps:
        return NOTHING
    rows = [
        element(
            "li",
            words(f"step.{step.rule}", **dict(step.numbers)),
            " ",
            element("span", "(", _cited(step.source, words), ")", class_="answer__source"),
        )
        for step in steps
    ]
    return element("details", element("summary", words("answer.steps")), element("ol", *rows))


def _cited(source: Source, words: Words) -> Html:
    name = words(
        "source.cited_paragraph" if source.paragraph else "source.cited",
        title=source.title,
        paragraph=source.paragraph,
    )
    cited = element("a", name, href=source.url, rel="external") if source.url else together(name)
    if source.kind is Kind.LAW and source.seen:
        return cited
    return together(cited, ", ", element("em", words(f"source.{_standing(source)}")))


def _standing(source: Source) -> str:
    return source.kind if source.seen else f"{source.kind}_unseen"


def _signature(steps: Sequence[Step], words: Words, on: date) -> Html:
    rows = [
        element("li", _cited(source, words), " ", words("source.verified", day=verified_on))
        for source, verified_on in cited_sources(steps)
    ]
    return element(
        "footer",
        element("p", words("answer.rules_on", day=on)),
        element("p", words("answer.guidance")),
        element("details", element("summary", words("answer.sources")), element("ul", *rows))
        if rows
        else NOTHING,
        class_="answer__signature",
    )


def cited_sources(steps: Iterable[Step]) -> list[tuple[Source, date]]:
    """Return each source once, in the order used, with the earliest day on which it was last read."""
    read: dict[Source, date] = {}
    for step in steps:
        read[step.source] = min(read.get(step.source, step.verified_on), step.verified_on)
    return list(read.items())


# --- Drawings. Widths are those of a narrow phone; the style sheet lets them grow.

_WIDTH = 320
_MARGIN = 16


def _scale(scale: Scale) -> Html:
    """Draw a line with a mark at each limit, evenly apart, and where the number stands."""
    stops = (0, *scale.limits)
    ends = (*stops, 2 * stops[-1])
    room = (_WIDTH - 2 * _MARGIN) / len(stops)

    def across(value: int) -> int:
        for place, (start, end) in enumerate(zip(stops, ends[1:], strict=True)):
            if value < end:
                return round(_MARGIN + room * (place + (value - start) / (end - start)))
        return _WIDTH - _MARGIN

    here = across(scale.value)
    marks = [
        together(
            element("line", x1=across(stop), x2=across(stop), y1=38, y2=50),
            element("text", str(stop), x=across(stop), y=66, text_anchor="middle"),
        )
        for stop in stops
    ]
    drawing = element(
        "svg",
        element("line", x1=_MARGIN, x2=_WIDTH - _MARGIN, y1=44, y2=44, class_="scale__line"),
        *marks,
        element("circle", cx=here, cy=44, r=7, class_="scale__here"),
        element(
            "text",
            str(scale.value),
            x=min(max(here, 24), _WIDTH - 24),
            y=26,
            text_anchor="middle",
            class_="scale__value",
        ),
        viewBox=f"0 0 {_WIDTH} 74",
        role="img",
        aria_label=scale.says,
        class_="scale",
    )
    return element(
        "section",
        element("h3", scale.title),
        element("p", scale.says, " ", element("strong", scale.distance)),
        drawing,
    )


_ROW = 38
_GAP = 14
_HEAD = 26


def _chart(chart: Chart, words: Words) -> Html:
    """Draw the top body across the whole width, and the others below it, two in a row, hanging from it."""
    bottom = _height(chart.top)
    drawn = [_box(chart.top, 0, 0, _WIDTH)]
    middle, half = _WIDTH // 2, (_WIDTH - _GAP) // 2
    lines = []
    if len(chart.below) == 1:
        lines.append(element("line", x1=middle, x2=middle, y1=bottom, y2=bottom + _GAP))
        drawn.append(_box(chart.below[0], 0, bottom + _GAP, _WIDTH))
        bottom += _GAP + _height(chart.below[0])
    else:
        trunk = bottom
        for row in range(0, len(chart.below), 2):
            pair = chart.below[row : row + 2]
            bottom += _GAP
            hangs_at = bottom + _HEAD // 2
            for left, box in zip((0, half + _GAP), pair, strict=False):
                edge = left or half
                lines.append(element("line", x1=edge, x2=middle, y1=hangs_at, y2=hangs_at))
                drawn.append(_box(box, left, bottom, half))
            lines.append(element("line", x1=middle, x2=middle, y1=trunk, y2=hangs_at))
            trunk = hangs_at
            bottom += max(_height(box) for box in pair)
    drawing = element(
        "svg",
        *lines,
        *drawn,
        viewBox=f"0 0 {_WIDTH} {bottom}",
        role="img",
        aria_label=chart.title,
        class_="chart",
    )
    return element(
        "section",
        element("h3", chart.title),
        *(element("p", sentence) for sentence in chart.words),
        drawing,
        element("p", chart.not_drawn) if chart.not_drawn else NOTHING,
        _names(chart, words),
        class_="answer__chart",
    )


def _names(chart: Chart, words: Words) -> Html:
    """Return fields for names, which the page copies into the drawing. No `name`: no form sends them."""
    rows = [
        element(
            "label", f"{box.title}: {seat.role} ", element("input", data_fills=seat.key, autocomplete="off")
        )
        for box in (chart.top, *chart.below)
        for seat in box.seats
    ]
    return element(
        "details",
        element("summary", words("chart.names")),
        element("div", element("p", words("chart.names_stay")), *rows, class_="answer__names"),
        data_part="names",
    )


def _height(box: Box) -> int:
    return _HEAD + _ROW * len(box.seats) + (_HEAD if box.more else 8)


def _box(box: Box, left: int, top: int, width: int) -> Html:
    middle = left + width // 2
    rows = [
        together(
            element("text", seat.role, x=middle, y=top + _HEAD + _ROW * row + 14, text_anchor="middle"),
            element(
                "text",
                x=middle,
                y=top + _HEAD + _ROW * row + 31,
                text_anchor="middle",
                data_filled=seat.key,
                class_="chart__name",
            ),
        )
        for row, seat in enumerate(box.seats)
    ]
    more = (
        element("text", box.more, x=middle, y=top + _HEAD + _ROW * len(box.seats) + 14, text_anchor="middle")
        if box.more
        else NOTHING
    )
    return element(
        "g",
        element("rect", x=left + 1, y=top + 1, width=width - 2, height=_height(box) - 2, rx=8),
        element("text", box.title, x=middle, y=top + 20, text_anchor="middle", class_="chart__title"),
        *rows,
        more,
    )


# --- What the build puts into the pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a rule's table: what it is about, what holds then, and where that stands."""

    cells: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A rule as a table, which answers where no program runs. The last heading is that of the sources."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def table(told: Table, words: Words) -> Html:
    """Return a table whose first column heads its rows.

    On a phone the style sheet stacks its cells, each under its own heading (`data-head`). That takes a
    table's meaning from it in some browsers, so every part names its role.
    """
    header = element(
        "tr", *(element("th", name, scope="col", role="columnheader") for name in told.header), role="row"
    )
    rows = [
        element(
            "tr",
            element("th", row.cells[0], scope="row", role="rowheader"),
            *(
                element("td", cell, role="cell", data_head=head)
                for head, cell in zip(told.header[1:-1], row.cells[1:], strict=True)
            ),
            element("td", _cited(row.source, words), role="cell", data_head=told.header[-1]),
            role="row",
        )
        for row in told.rows
    ]
    return element(
        "table",
        element("caption", told.caption),
        element("thead", header, role="rowgroup"),
        element("tbody", *rows, role="rowgroup"),
        role="table",
        data_part="table",
    )


def examples(told: Iterable[tuple[str, Told]]) -> Html:
    """Return worked examples: what was asked, folded over what was answered."""
    return together(
        *(element("details", element("summary", asked), example(answered)) for asked, answered in told)
    )


def asking(calculator: str, groups: Sequence[form.Group], words: Words, rules: RulesDay) -> Html:
    """Return a calculator's form inside its custom element: the first group open, the others folded.

    The form asks about the day of `rules`; from its next change on, the page asks about the reader's own day.
    """
    first, *others = groups
    fields = element(
        "form",
        element("div", data_part="problems", tabindex="-1", role="alert"),
        *(_question(calculator, question, words, rules.numbers) for question in first.questions),
        element("button", words("form.submit"), type="submit", class_="button button--primary"),
        *(
            element(
                "details",
                element("summary", words(f"group.{group.name}")),
                *(_question(calculator, question, words, rules.numbers) for question in group.questions),
                data_part="group",
                hidden=all(question.shown_when for question in group.questions),
            )
            for group in others
        ),
        element(
            "details",
            element("summary", words("form.rules_on", day=rules.on)),
            _labelled(
                f"{calculator}-on",
                words("form.on"),
                words("form.on_hint"),
                element(
                    "input",
                    type="date",
                    value=rules.on.isoformat(),
                    data_default=rules.on.isoformat(),
                    **_naming(calculator, "on", hinted=True),
                ),
            ),
            data_part="group",
        ),
        # Without its script the form sends nothing anywhere: `dialog` closes a dialog, and there is none.
        method="dialog",
        novalidate=True,
        autocomplete="off",
    )
    return element(
        "calculator-form",
        element("noscript", element("p", words("form.no_script"), class_="calculator-form__notice")),
        fields,
        _notice("not_started", words("form.not_started"), words),
        element(
            "p",
            words("form.starting"),
            " ",
            element("progress", data_part="progress", max=1, value=0, aria_label=words("form.starting")),
            data_notice="working",
            class_="calculator-form__notice",
            hidden=True,
        ),
        _notice("unavailable", words("form.unavailable"), words),
        *(
            element(
                "p",
                words(f"form.{name}"),
                data_notice=name,
                data_passing=True,
                role="status",
                class_="calculator-form__notice",
                hidden=True,
            )
            for name in ("link_skipped", "link_newer", "copied", "not_copied")
        ),
        element("output", aria_live="polite", data_part="answer"),
        element(
            "p",
            element("button", words("form.copy_link"), type="button", data_action="link", class_="button"),
            " ",
            element("button", words("form.print"), type="button", data_action="print", class_="button"),
            data_part="actions",
            hidden=True,
        ),
        element(
            "p",
            words("form.printed"),
            " ",
            element("span", data_part="day"),
            ", ",
            element("span", data_part="address"),
            data_part="colophon",
            hidden=True,
        ),
        lang=words.language,
        data_calculator=calculator,
        data_language=words.language,
        data_next_change=rules.next_change.isoformat() if rules.next_change else None,
        data_state="ready",
    )


def _notice(name: str, says: str, words: Words) -> Html:
    return element(
        "p",
        says,
        " ",
        element("a", words("form.to_table"), href="#tabel"),
        data_notice=name,
        role="status",
        class_="calculator-form__notice",
        hidden=True,
    )


def _question(calculator: str, question: form.Question, words: Words, numbers: Mapping[str, Number]) -> Html:
    name = question.name
    hint = words(f"question.{name}.hint", **numbers) if words.has(f"question.{name}.hint") else ""
    naming = _naming(calculator, name, hinted=bool(hint))
    control: Html
    match question:
        case form.Choice():
            control = element(
                "select",
                *(
                    element("option", words(f"question.{name}.{value}"), value=value)
                    for value in question.values
                ),
                data_default=question.default,
                **naming,
            )
        case form.YesNo():
            control = element("input", type="checkbox", value="true", **naming)
        case _:
            default = None if question.default is None else str(question.default)
            control = element(
                "input", type="text", inputmode="numeric", value=default, data_default=default, **naming
            )
    shown_when = question.shown_when
    return _labelled(
        f"{calculator}-{name}",
        words(f"question.{name}.label"),
        hint,
        control,
        data_shown_when=f"{shown_when[0]}={' '.join(shown_when[1])}" if shown_when else None,
        hidden=shown_when is not None,
    )


def _naming(calculator: str, name: str, *, hinted: bool) -> dict[str, str]:
    described = f"{calculator}-{name}-problem"
    return {
        "id": f"{calculator}-{name}",
        "name": name,
        "aria_describedby": f"{calculator}-{name}-hint {described}" if hinted else described,
    }


def _labelled(identity: str, label: str, hint: str, control: Html, **attributes: str | int | None) -> Html:
    return element(
        "div",
        element("label", label, for_=identity),
        element("p", hint, id=f"{identity}-hint", class_="question__hint") if hint else NOTHING,
        element("p", id=f"{identity}-problem", class_="question__problem", hidden=True),
        control,
        class_="question",
        **attributes,
    )


# --- The page of all rules


def rules(parameters: Sequence[Parameter[Number]], words: Words) -> Html:
    """Return every parameter: value, history, sources, last check, and what the handbook of 2019 said."""
    return together(*(_rule(parameter, words) for parameter in parameters))


def _rule(parameter: Parameter[Number], words: Words) -> Html:
    key = f"parameter.{parameter.name}"
    versions = [
        element(
            "li",
            words("rules.version", since=version.since, value=_value(version.value, key, words)),
            " ",
            element("span", "(", _cited(version.source, words), ")", class_="answer__source"),
        )
        for version in reversed(parameter.versions)
    ]
    in_2019 = f"{key}.in_2019"
    return element(
        "section",
        element("h3", words(f"{key}.title"), id=parameter.name.replace(".", "-").replace("_", "-")),
        element("ul", *versions),
        element("p", words("rules.verified", day=parameter.verified_on)),
        element("p", words(in_2019), class_="rules__in-2019") if words.has(in_2019) else NOTHING,
        class_="rules__rule",
    )


def _value(value: Number | None, key: str, words: Words) -> str:
    if value is None:
        return words("rules.repealed")
    return words(f"{key}.value", value=value)
