"""The diary as the build puts it into a page: where a reader writes what her device keeps and Python answers.

`docs/assets/diary/` brings it to life. What may be written (lists, choices, lengths) is the calculator's own
form; labels are its words, and what only the page says stands in `text.<language>.toml` beside this file. Of
those, what the page's script says at its own time is under `say`, handed over as it stands in the file.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from calculators import form
from calculators.catalogue import Page
from calculators.office import parameters as office
from calculators.text import Words
from calculators.training import parameters as training
from calculators.view import NOTHING, Content, Html, element, labelled, naming_of, together

FOLDER = Path(__file__).parent

MINUTES = (5, 10, 15, 30, 45, 60, 120)
"""What is tapped; any other time is typed."""
DAYS_A_WEEK = 7
SAID_TOO = (
    *("unit.minutes", "unit.hours", "unit.hours_and_minutes"),
    *("problem.no_minutes", "problem.not_minutes", "problem.too_many_hours"),
)
"""Of the calculator's words: how it tells a time, and what is wrong with one."""
LINES = 3
"""Of a day on the paper sheet: what fits seven times on a page of A4."""


def diary(calculator: str, page: Page, words: Words, own: Words, *, on: date) -> Html:
    """Return the diary of a calculator whose form has entries, observed days and a calendar.

    `words` are the calculator's, `own` the diary's; `on` is the day whose numbers of law are proposed.
    """
    entries = _rows(page, "entries")
    columns = {column.name: column for column in entries.columns}
    return element(
        "time-diary",
        element("noscript", element("p", own("no_script"), class_="diary__notice")),
        element("p", own("not_started"), data_notice="not_started", class_="diary__notice", hidden=True),
        element(
            "div",
            *_notices(own, "unkept", "unsaved", "newer"),
            _entry(columns, words, own),
            _said(own),
            *_notices(own, "unread", "backup"),
            _week(own),
            _calendar(_rows(page, "calendar"), words, own, on),
            _keeping(own),
            data_part="diary",
        ),
        _paper(columns, words, own),
        _spoken(words, own),
        lang=words.language,
        data_calculator=calculator,
        data_most=entries.most,
        data_longest=_task(columns).longest,
        data_hours_a_day=form.HOURS_A_DAY,
        data_locale=words("locale"),
        data_search_exclude=True,
    )


def _rows(page: Page, name: str) -> form.Rows:
    (rows,) = (question for question in form.questions(page.FORM) if question.name == name)
    if not isinstance(rows, form.Rows):
        raise TypeError(f"{name}: got {rows!r}, expected rows, which a diary can keep")
    return rows


def _task(columns: Mapping[str, form.Question]) -> form.Text:
    task = columns["task"]
    if not isinstance(task, form.Text):
        raise TypeError(f"task: got {task!r}, expected a text that lists what is usual")
    return task


# --- Pieces


def _button(says: str, action: str, *, primary: bool = False, hidden: bool = False) -> Html:
    return element(
        "button",
        says,
        type="button",
        data_action=action,
        class_="button button--primary" if primary else "button",
        hidden=hidden,
    )


def _folded(title: str, *content: Content, part: str) -> Html:
    return element("details", element("summary", title), *content, data_part=part)


def _chip(kind: str, name: str, value: str, says: str, *, checked: bool = False) -> Html:
    chosen = element("input", type=kind, name=name, value=value, checked=checked)
    return element("label", chosen, element("span", says), class_="chip")


def _chips(legend: str, *chips: Content, name: str) -> Html:
    return element(
        "fieldset",
        element("legend", legend),
        element("div", *chips, class_="chips"),
        element("p", id=f"diary-{name}-problem", class_="question__problem", hidden=True),
        aria_describedby=f"diary-{name}-problem",
        class_="question",
        data_asks=name,
    )


def _field(name: str, label: str, hint: str, **attributes: str | int | None) -> Html:
    naming = naming_of("diary", name, hinted=bool(hint))
    return labelled(naming["id"], label, hint, element("input", autocomplete="off", **naming, **attributes))


# --- Writing


def _notices(own: Words, *names: str) -> Iterator[Html]:
    """Yield what may have to be said about keeping, each with the way to a copy where one helps."""
    for name in names:
        yield element(
            "div",
            element("p", own(f"notice.{name}"), data_part="says"),
            _button(own("keeping.backup"), "backup") if name != "newer" else NOTHING,
            _button(own("notice.reload"), "reload") if name == "newer" else NOTHING,
            data_notice=name,
            role="status",
            class_="diary__notice",
            hidden=True,
        )


def _entry(columns: Mapping[str, form.Question], words: Words, own: Words) -> Html:
    task, kind = _task(columns), columns["kind"]
    if not isinstance(kind, form.Choice):
        raise TypeError(f"kind: got {kind!r}, expected a choice")
    usual = [name for name in task.listed if name.startswith("daily")]
    others = [name for name in task.listed if name not in usual]
    return element(
        "form",
        element("h3", own("entry.title"), data_part="entry-title", tabindex="-1"),
        _chips(
            words("question.entries.task.label"),
            *(_chip("radio", "task", name, words(f"task.{name}")) for name in usual),
            name="task",
        ),
        _folded(
            own("entry.other_tasks"),
            element(
                "div",
                *(_chip("radio", "task", name, words(f"task.{name}")) for name in others),
                data_part="other-tasks",
                class_="chips",
            ),
            _field("task_own", own("entry.own_task"), "", type="text", maxlength=task.longest),
            part="others",
        ),
        _chips(
            words("question.entries.minutes.label"),
            *(_chip("radio", "chip", str(number), words.shown(number)) for number in MINUTES),
            name="chip",
        ),
        _chips(
            words("question.entries.kind.label"),
            *(
                _chip(
                    "radio",
                    "kind",
                    value,
                    words(f"question.entries.kind.{value}"),
                    checked=value == kind.values[0],
                )
                for value in kind.values
            ),
            _chip("checkbox", "own_time", "true", words("question.entries.own_time.label")),
            name="kind",
        ),
        _folded(
            own("entry.more"),
            element("p", words("question.entries.kind.hint"), class_="question__hint"),
            _field("minutes", own("entry.other_time"), words("question.entries.minutes.hint"), type="text"),
            _field("date", words("question.entries.date.label"), "", type="date"),
            _field(
                "note",
                words("question.entries.note.label"),
                words("question.entries.note.hint"),
                type="text",
                maxlength=task.longest,
            ),
            part="more",
        ),
        element(
            "p",
            element(
                "button", own("entry.save"), type="submit", data_part="save", class_="button button--primary"
            ),
            " ",
            _button(own("entry.nothing"), "nothing"),
            _button(own("entry.cancel"), "cancel", hidden=True),
            " ",
            _button(own("timer.start"), "timer"),
        ),
        element("p", data_part="elapsed"),
        data_part="entry",
        # Without its script the form sends nothing anywhere: `dialog` closes a dialog, and there is none.
        method="dialog",
        novalidate=True,
        autocomplete="off",
    )


def _said(own: Words) -> Html:
    return element(
        "p",
        element("span", role="status", data_part="said"),
        " ",
        _button(own("undo"), "undo", hidden=True),
        class_="diary__said",
    )


# --- Looking back


def _week(own: Words) -> Html:
    return element(
        "section",
        element("h3", data_part="week-title", tabindex="-1"),
        element(
            "p",
            _button(own("week.before"), "before"),
            _button(own("week.this"), "this"),
            _button(own("week.after"), "after"),
            class_="diary__turn",
        ),
        element("ol", data_part="days", class_="diary__days"),
        element("p", data_part="week-total"),
        element(
            "template",
            element(
                "li",
                element("h4", data_part="day-title"),
                element("p", data_part="day-says"),
                element("ul", data_part="entries"),
                element(
                    "p",
                    _button(own("day.write"), "write"),
                    " ",
                    _button(own("day.nothing"), "observe"),
                    _button(own("day.unmark"), "unobserve"),
                    data_part="day-actions",
                ),
            ),
            data_part="day",
        ),
        element(
            "template",
            element(
                "li",
                element("span", data_part="entry-says"),
                " ",
                _button(own("record.edit"), "edit"),
                " ",
                _button(own("record.delete"), "delete"),
            ),
            data_part="record",
        ),
        _quick(own),
        data_part="week",
    )


def _quick(own: Words) -> Html:
    return _folded(
        own("quick.title"),
        element("p", own("quick.how")),
        element(
            "form",
            *(_field(f"quick_{place}", "", "", type="text") for place in range(DAYS_A_WEEK)),
            element("div", data_part="understood", role="status"),
            element("button", own("quick.save"), type="submit", class_="button button--primary"),
            data_part="quick-form",
            method="dialog",
            novalidate=True,
            autocomplete="off",
        ),
        part="quick",
    )


# --- What recurs by the calendar


def _proposed(own: Words, on: date) -> Iterable[tuple[str, str, str]]:
    """Yield what usually recurs: what, how often, how long. The times are guesses, for the reader to mend."""
    yield own("calendar.meetings"), "4", "1:30"
    yield "overall_discussion", "1", "3:00"
    if office.APV_SURVEY_YEARS.is_known(on):  # the site can be looked at as of an earlier day
        yield "daily_apv", f"1/{office.APV_SURVEY_YEARS.at(on).value}", "15:00"
    yield own("calendar.rounds"), "4", "1:00"
    if training.FOLLOWING_YEAR_HOURS.is_known(on):
        yield own("calendar.courses"), "1", f"{training.FOLLOWING_YEAR_HOURS.at(on).value}:00"


def _calendar(rows: form.Rows, words: Words, own: Words, on: date) -> Html:
    fields = {column.name: words(f"question.calendar.{column.name}.label") for column in rows.columns}
    hint = {
        name: words(f"question.calendar.{name}.hint") if words.has(f"question.calendar.{name}.hint") else ""
        for name in fields
    }
    longest = next(column.longest for column in rows.columns if isinstance(column, form.Text))
    proposals = [
        element(
            "li",
            element("span", data_part="item-says"),
            " ",
            _button(own("calendar.count"), "count"),
            data_name=name,
            data_times_per_year=times,
            data_minutes=minutes,
        )
        for name, times, minutes in _proposed(own, on)
    ]
    return _folded(
        own("calendar.title"),
        element("p", words("question.calendar.hint")),
        element("ul", data_part="items", class_="diary__items"),
        element("p", _button(own("calendar.add"), "add")),
        element(
            "div",
            element("h4", own("calendar.proposals")),
            element("p", own("calendar.proposals_say")),
            element("ul", *proposals, data_part="proposals"),
            data_part="proposed",
        ),
        element(
            "template",
            element(
                "li",
                element(
                    "div",
                    *(
                        element(
                            "label",
                            f"{label} ",
                            element("input", type="text", name=name, autocomplete="off", maxlength=longest),
                            element("span", hint[name], class_="question__hint") if hint[name] else NOTHING,
                        )
                        for name, label in fields.items()
                    ),
                    _button(own("calendar.remove"), "remove"),
                    role="group",
                ),
            ),
            data_part="item",
        ),
        part="calendar",
    )


# --- Keeping it


def _keeping(own: Words) -> Html:
    return _folded(
        own("keeping.title"),
        element("p", own("keeping.where")),
        element("p", data_part="persisted"),
        element("p", own("keeping.safari"), data_part="safari", hidden=True),
        element(
            "p",
            _button(own("keeping.backup"), "backup"),
            " ",
            _button(own("keeping.table"), "table"),
            " ",
            _button(own("keeping.persist"), "persist", hidden=True),
        ),
        element("p", own("keeping.table_says"), class_="question__hint"),
        element(
            "div",
            element("label", own("keeping.import"), for_="diary-file"),
            element("p", own("keeping.import_says"), id="diary-file-hint", class_="question__hint"),
            element(
                "input",
                id="diary-file",
                type="file",
                accept=".json,.csv",
                aria_describedby="diary-file-hint",
            ),
            class_="question",
        ),
        element(
            "div",
            element("p", data_part="preview-says"),
            _button(own("keeping.merge"), "merge", primary=True, hidden=True),
            " ",
            _button(own("keeping.leave"), "leave"),
            data_part="preview",
            role="status",
            tabindex="-1",
            hidden=True,
        ),
        element("p", _button(own("keeping.delete"), "wipe")),
        element(
            "div",
            element("p", own("keeping.sure")),
            _button(own("keeping.yes"), "wipe_all"),
            " ",
            _button(own("keeping.no"), "keep", primary=True),
            data_part="sure",
            role="alertdialog",
            aria_label=own("keeping.delete"),
            tabindex="-1",
            hidden=True,
        ),
        part="keeping",
    )


# --- On paper


def _paper(columns: Mapping[str, form.Question], words: Words, own: Words) -> Html:
    """Return the sheet to fill in by hand, a week on a side of A4: the print button takes it alone."""
    header = [own(f"paper.header.{name}") for name in ("day", "task", "minutes", "acute", "own_time")]
    rows = [
        element(
            "tr",
            element("th", own(f"weekday.{day}"), scope="rowgroup", rowspan=LINES) if not line else NOTHING,
            *(element("td") for _ in header[1:]),
        )
        for day in range(DAYS_A_WEEK)
        for line in range(LINES)
    ]
    tasks = ", ".join(words(f"task.{name}") for name in _task(columns).listed)
    return _folded(
        own("paper.title"),
        element(
            "div",
            element("p", own("paper.how"), data_part="paper-how"),
            element("p", own("paper.week")),
            element(
                "table",
                element("thead", element("tr", *(element("th", name, scope="col") for name in header))),
                element("tbody", *rows),
                aria_label=own("paper.title"),
            ),
            element("p", own("paper.rest")),
            element("p", own("paper.tasks", tasks=tasks)),
            element("p", _button(own("paper.print"), "paper")),
            class_="diary__paper",
        ),
        part="sheet",
    )


# --- What the script says


def _spoken(words: Words, own: Words) -> Html:
    """Return the words that the script fills in, by key; a sentence that bends has one piece a form."""
    texts = {key: own.texts[key] for key in own.texts if key.startswith("say.")}
    texts |= {key: words.texts[key] for key in SAID_TOO}
    pieces: list[tuple[str, str]] = []
    for key, entry in texts.items():
        if isinstance(entry, str):
            pieces.append((key, entry))
        else:
            pieces += [(f"{key}.{name}", says) for name, says in entry.items() if name != "by"]
    return element(
        "template", together(*(element("data", says, value=key) for key, says in pieces)), data_part="words"
    )
