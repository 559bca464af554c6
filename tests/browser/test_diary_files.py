"""The diary as a file: a copy, a table, and whatever else somebody may choose instead."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Pages
from tests.browser.diary import TODAY, Diary, backup, entry, four_weeks, item, nothing_on, opened, renewed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.serve import Server
    from tests.browser.engines import Chromium


JSON, CSV = "logbog.json", "logbog.csv"
SAME = "Alt i filen står her i forvejen."
UNREADABLE = "Filen kunne ikke læses. Den er måske skåret over eller ændret."
HEADER = "Dato;Minutter;Timer;Opgave;Slags;Fritid;Note;Id"
MARKUP = '<img src=x onerror="window.ran = true">'


@pytest.fixture(scope="module")
def used(chromium: Chromium, running: Server) -> Iterator[Diary]:
    """One page for the module, since to lay it out anew takes longer than most tests."""
    made = Pages(chromium, running.address)
    with made.stack:
        yield opened(made)


@pytest.fixture
def diary(used: Diary) -> Diary:
    """Give an empty diary on a phone."""
    return renewed(used)


def records(diary: Diary) -> dict[str, Any]:
    """Return what is kept, without what is this device's own and when it was written."""
    kept = diary.kept()
    del kept["settings"]
    return {
        name: {key: {**record, "changed": 0} for key, record in kept[name].items()} for name in sorted(kept)
    }


def rows(table: bytes) -> list[list[str]]:
    """Read a table as Danish Excel does."""
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""), delimiter=";"))


class TestBackup:
    """The whole diary, and back."""

    def test_there_and_back(self, diary: Diary) -> None:
        """Deleted and taken in from its copy, it is the same diary, and gets the same answer to the byte."""
        diary.hold(*four_weeks(), item("a", "Møder i AMO", "6", "1½ t"), entry("n", note=f"{MARKUP}; «æøå»"))
        before = diary.kept()
        diary.form.ask()
        expect(diary.form.headline).to_contain_text("Hvervet tager mindst")
        answer = diary.form.output.inner_html()
        name, copy = diary.download("backup")
        assert name == f"logbog-{TODAY}.json"
        diary.wipe()
        expect(diary.form.headline).to_have_text("Du har ikke skrevet noget ned endnu.")
        assert records(diary) == {"entries": {}, "days": {}, "calendar": {}}
        says = diary.choose(JSON, copy)
        assert says == "17 nye notater. 4 dage uden noget. 1 linje til kalenderen."
        assert records(diary)["entries"] == {}
        expect(diary.part("preview")).to_be_focused()
        diary.action("merge").click()
        expect(diary.form.headline).to_contain_text("Hvervet tager mindst")
        after = diary.kept()
        assert {name: after[name] for name in ("entries", "days", "calendar")} == {
            name: before[name] for name in ("entries", "days", "calendar")
        }
        expect(diary.form.element).to_have_attribute("data-state", "answered")
        assert diary.form.output.inner_html() == answer
        assert diary.page.evaluate("window.ran") is None

    def test_the_same_file_twice(self, diary: Diary) -> None:
        """There is nothing to take in, and nothing is offered."""
        diary.hold(*four_weeks(), item("a", "Møder"))
        _, copy = diary.download("backup")
        assert diary.choose(JSON, copy) == SAME
        expect(diary.action("merge")).to_be_hidden()
        diary.action("leave").click()
        expect(diary.said).to_have_text("Intet er lagt ind.")
        expect(diary.element.locator("#diary-file")).to_be_focused()

    def test_deleting_everything(self, diary: Diary) -> None:
        """It is asked about first; «Nej» leaves all, and «Fortryd» brings all back."""
        diary.hold(entry("a"), nothing_on("2026-11-23"), item("b", "Møder"))
        before = records(diary)
        diary.unfold("keeping")
        diary.action("wipe").click()
        expect(diary.part("sure")).to_be_focused()
        diary.action("keep").click()
        expect(diary.part("sure")).to_be_hidden()
        expect(diary.action("wipe")).to_be_focused()
        assert records(diary) == before
        diary.wipe()
        assert records(diary) == {"entries": {}, "days": {}, "calendar": {}}
        diary.action("undo").click()
        expect(diary.entries()).to_have_count(1)
        assert records(diary) == before

    def test_older_does_not_overwrite_newer(self, diary: Diary) -> None:
        """Of two records of one id the later counts, whichever is in the file."""
        diary.hold(entry("old", minutes=10, changed=5), entry("new", minutes=10, changed=5))
        copy = backup(entry("old", minutes=20, changed=4), entry("new", minutes=20, changed=6))
        assert diary.merge(JSON, copy) == "1 notat bliver rettet. 1 notat står her i forvejen."
        kept = diary.kept()["entries"]
        assert (kept["old"]["minutes"], kept["new"]["minutes"]) == (10, 20)
        diary.action("undo").click()
        assert diary.kept()["entries"]["new"]["minutes"] == 10

    def test_either_order(self, diary: Diary) -> None:
        """Two diaries make one, the same whichever is taken in first."""
        one = [entry("a", minutes=1, changed=1), entry("b", minutes=1, changed=9), nothing_on("2026-11-23")]
        one += [entry("t", minutes=1, changed=4), item("l", "Møder", "1", changed=1)]
        two = [entry("a", minutes=2, changed=3), entry("b", minutes=2, changed=2), entry("c", minutes=2)]
        two += [entry("t", minutes=2, changed=4), item("l", "Møder", "2", changed=2)]
        made = []
        for first, second in ((one, two), (two, one)):
            diary.merge(JSON, backup(*first))
            diary.merge(JSON, backup(*second))
            shown = diary.entries().all_inner_texts()
            made.append((records(diary), shown))
            diary.wipe()
        assert made[0] == made[1]
        assert {it["minutes"] for it in made[0][0]["entries"].values()} == {1, 2}


class TestHostile:
    """What is no copy of a diary, or only looks like one."""

    GOOD = backup(entry("a"))

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "Det er ikke en fil herfra."),
            (b"hej", "Det er ikke en fil herfra."),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "Det er ikke en fil herfra."),
            (GOOD[:-20], UNREADABLE),
            (b"{", UNREADABLE),
            (b"[]", "Det er ikke en fil herfra."),
            (b'{"format": "other", "version": 1}', "Det er ikke en fil herfra."),
            (backup(version=2), "Filen er lavet af en nyere udgave af siden."),
            (backup(version="1"), UNREADABLE),
            (backup(version=0), UNREADABLE),
            (backup(entries="alle"), UNREADABLE),
            (backup(calendar={"a": 1}), UNREADABLE),
            (backup(*(entry(str(number)) for number in range(20_001))), "Der er for mange notater i filen."),
        ],
        ids=(
            *("empty", "words", "picture", "cut_short", "brace", "list", "other", "newer", "version_text"),
            *("version_nought", "entries_text", "calendar_object", "too_many"),
        ),
    )
    def test_it_is_refused(self, diary: Diary, content: bytes, says: str) -> None:
        """It is said why, nothing is offered, and nothing changes."""
        diary.hold(entry("own"))
        assert diary.choose(JSON, content).startswith(says)
        expect(diary.action("merge")).to_be_hidden()
        assert list(diary.kept()["entries"]) == ["own"]

    def test_too_large(self, diary: Diary, tmp_path: Path) -> None:
        """It is not even read."""
        file = tmp_path / JSON
        file.write_bytes(b"{" + b" " * 21_000_000)
        assert diary.choose(JSON, file).startswith("Filen er for stor til at være en logbog.")

    def test_what_is_no_record_is_skipped(self, diary: Diary) -> None:
        """Whatever stands in a record's place is counted and left; the rest can be taken in."""
        nothings: list[object] = [None, 1, "x", [], {}, [1]]
        wrong: list[object] = [
            *({"key": "w", "record": record} for record in nothings),
            *({"key": key, "record": entry("w")["record"]} for key in (None, 1, "", "k" * 1001)),
            *(None, 1, "x", []),
            *(
                {"key": "w", "record": {**entry("w")["record"], name: value}}
                for name, value in (
                    ("minutes", "30"),
                    ("minutes", -1),
                    ("minutes", 1e9),
                    ("minutes", True),
                    ("task", {}),
                    ("kind", "toString"),
                    ("kind", None),
                )
            ),
        ]
        file = {
            "format": "time-diary",
            "version": 1,
            "entries": wrong,
            "days": [{"key": "i dag", "record": {}}],
        }
        file["calendar"] = [{"key": "a", "record": {"name": 1, "times_per_year": 1, "minutes": 1}}]
        says = diary.choose(JSON, json.dumps(file).encode())
        assert says == f"{len(wrong) + 2} linjer kan ikke læses og bliver sprunget over."
        expect(diary.action("merge")).to_be_hidden()
        file["entries"] = [*wrong, {"key": "good", "record": entry("good")["record"]}]
        says = diary.merge(JSON, json.dumps(file).encode())
        assert says.startswith("1 nyt notat.")
        assert list(diary.kept()["entries"]) == ["good"]

    def test_names_that_mean_something_to_javascript(self, diary: Diary) -> None:
        """`__proto__` is an id or a key like any other, and changes nothing but itself."""
        text = backup(entry("__proto__"), entry("constructor", task="__proto__")).decode()
        text = text.replace('"note": ""', '"__proto__": {"own_time": true, "ran": 1}, "note": ""')
        diary.merge(JSON, text.encode())
        kept = diary.kept()["entries"]
        assert [it["own_time"] for it in kept.values()] == [False, False]
        assert diary.page.evaluate("({}).ran") is None
        expect(diary.entries()).to_have_count(2)
        diary.action("delete").first.click()
        expect(diary.entries()).to_have_count(1)

    def test_markup_and_long_texts(self, diary: Diary) -> None:
        """Texts are texts, on one line, and no longer than one that is typed."""
        diary.merge(
            JSON,
            backup(
                entry("a", task=MARKUP, note="to\nlinjer\u202e"),
                entry("b", note="x" * 9999),
                item("c", MARKUP),
            ),
        )
        expect(diary.entries().first).to_have_text(f"30 minutter, {MARKUP}: to linjer")
        assert len(diary.kept()["entries"]["b"]["note"]) == 200
        assert diary.element.locator("img").count() == 0
        assert diary.page.evaluate("window.ran") is None


class TestTable:
    """The log as Danish Excel opens it."""

    TEXTS = ("=SUM(A1)", "+1", "-1", "@a", "'a", '"a";b', "a,b", "æ;ø", MARKUP)

    def test_as_excel_reads_it(self, diary: Diary) -> None:
        """BOM, lines that end as Windows ends them, semicolons, decimal commas, the day first."""
        diary.hold(
            entry("a", minutes=100, kind="acute", own_time=True, note='om; "støj"'), nothing_on("2026-11-24")
        )
        name, table = diary.download("table")
        assert name == f"logbog-{TODAY}.csv"
        assert table.startswith(b"\xef\xbb\xbfDato;")
        assert table.endswith(b"\r\n")
        assert table.count(b"\n") == table.count(b"\r\n") == 3
        assert rows(table) == [
            HEADER.split(";"),
            ["24-11-2026", "0", "0", "", "", "", "", ""],
            ["25-11-2026", "100", "1,67", "Samtaler med kolleger", "Akut", "ja", 'om; "støj"', "a"],
        ]

    def test_there_and_back(self, diary: Diary) -> None:
        """No cell is reckoned with, every text comes back as it was, and a round trip changes nothing."""
        diary.hold(
            *four_weeks(),
            *(entry(f"t{place}", task=text, note=text) for place, text in enumerate(self.TEXTS)),
        )
        before = records(diary)
        _, table = diary.download("table")
        assert not [cell for row in rows(table) for cell in row if cell[:1] in set("=+-@")]
        assert diary.choose(CSV, table) == SAME
        diary.wipe()
        diary.merge(CSV, table)
        assert records(diary) == before

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "windows-1252"])
    @pytest.mark.parametrize("mark", [";", ",", "\t"])
    def test_edited_elsewhere(self, diary: Diary, encoding: str, mark: str) -> None:
        """Minutes changed, a row added, days as somebody else writes them, saved in another way."""
        diary.hold(entry("a"), entry("b", "2026-11-24"))
        lines = [
            HEADER,
            "25-11-2026;45;0,5;Samtaler med kolleger;Fast;;;a",
            "24-11-2026;30;0,5;Samtaler med kolleger;Fast;;;b",
            "5/11/2026;20;;Møde på gården;;ja;æøå;",
            "6.11.2026;0;;;;;;",
            ";;;;;;;",
        ]
        text = "\r\n".join(lines).replace(";", mark)
        if mark == ",":
            text = text.replace("0,5", '"0,5"')
        says = diary.merge(CSV, text.encode(encoding))
        assert says == "1 nyt notat. 1 notat bliver rettet. 1 notat står her i forvejen. 1 dag uden noget."
        kept = diary.kept()
        assert kept["entries"]["a"]["minutes"] == 45
        (added,) = [it for key, it in kept["entries"].items() if key not in {"a", "b"}]
        assert (added["date"], added["minutes"], added["task"]) == ("2026-11-05", 20, "Møde på gården")
        assert (added["kind"], added["own_time"], added["note"]) == ("routine", True, "æøå")
        assert list(kept["days"]) == ["2026-11-06"]
        assert diary.choose(CSV, text.encode(encoding)) == SAME

    def test_rows_that_cannot_be_read(self, diary: Diary) -> None:
        """They are counted and skipped; two rows alike are two entries."""
        lines = [
            HEADER,
            *("i dag;30;;Møde;;;;", "31-02-2026;30;;Møde;;;;", "25-11-2026;mange;;Møde;;;;"),
            *("25-11-2026;0;;Møde;;;;", "25-11-2026;1441;;Møde;;;;", "25-11-2026;30;;;;;;"),
            *("25-11-2026;30;;Møde;andet;;;", "25-11-2101;30;;Møde;;;;"),
            *("25-11-2026;30;;Møde;;nej;;", "25-11-2026;30;;Møde;;nej;;", "25-11-2026;;1,5;Kursus;;;;"),
        ]
        says = diary.merge(CSV, "\n".join(lines).encode())
        assert says == "3 nye notater. 8 linjer kan ikke læses og bliver sprunget over."
        assert sorted(it["minutes"] for it in diary.kept()["entries"].values()) == [30, 30, 90]

    @pytest.mark.parametrize("text", ["a;b;c\n1;2;3", "Dato;Opgave\n25-11-2026;Møde", "\n\n"])
    def test_another_table(self, diary: Diary, text: str) -> None:
        """A table that is none of ours is refused."""
        assert diary.choose(CSV, text.encode()).startswith("Det er ikke en fil herfra.")
