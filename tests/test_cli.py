"""The command line as a user meets it: outputs, one-line errors, exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "src" / "shiguan" / "samples"
PAGE = SAMPLES / "consultation-newspaper.txt"
ARTICLES = SAMPLES / "articles.jsonl"
SHIGUAN = Path(sys.executable).with_name("shiguan")


def shiguan(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the installed command."""
    return subprocess.run([str(SHIGUAN), *map(str, arguments)], input=given, capture_output=True, check=False)


def lines_of(output: bytes) -> list[str]:
    return output.decode().splitlines()


def test_version_names_code_tables_and_schema() -> None:
    done = shiguan("--version")
    assert done.returncode == 0
    assert [line.split()[0] for line in lines_of(done.stdout)] == ["shiguan", "lexicon", "schema"]


def test_table_opens_with_the_title() -> None:
    done = shiguan("read", PAGE)
    assert done.returncode == 0
    assert lines_of(done.stdout)[0] == "中乌外交部第九轮政治磋商在塔什干举行"
    assert b"\x1b[" not in done.stdout


def test_table_is_at_most_a_hundred_columns_when_piped() -> None:
    from rich.cells import cell_len

    wide = [line for line in lines_of(shiguan("read", *sorted(SAMPLES.iterdir())).stdout) if cell_len(line) > 100]
    assert wide == []


def test_json_is_one_reading() -> None:
    done = shiguan("read", "--format", "json", PAGE)
    assert json.loads(done.stdout)["document"]["title"] == "中乌外交部第九轮政治磋商在塔什干举行"


def test_articles_come_out_in_the_order_they_went_in() -> None:
    done = shiguan("read", "--input", "jsonl", "--format", "jsonl", ARTICLES)
    assert done.returncode == 0
    assert [json.loads(line)["id"] for line in lines_of(done.stdout)] == ["wire-1", "wire-2", "wire-3"]


def test_standard_input_is_read() -> None:
    done = shiguan("read", "--format", "jsonl", "-", given=PAGE.read_bytes())
    assert done.returncode == 0
    assert json.loads(done.stdout)["document"]["published"] == "2023-09-15"


def test_articles_are_known_by_how_they_begin() -> None:
    done = shiguan("read", "--format", "jsonl", "-", given=ARTICLES.read_bytes())
    assert len(lines_of(done.stdout)) == 3


def test_given_day_is_taken() -> None:
    done = shiguan(
        "read", "--format", "jsonl", "--published", "2020-03-04", "-", given="中国外长昨天会见法国外长。".encode()
    )
    document = json.loads(done.stdout)["document"]
    assert (document["published"], document["published_basis"]) == ("2020-03-04", "given")


def test_a_bad_line_is_named_and_the_others_are_read() -> None:
    lines = ARTICLES.read_bytes().splitlines()
    done = shiguan(
        "read", "--input", "jsonl", "--format", "jsonl", "-", given=b"\n".join([lines[0], b"{bad", lines[2]])
    )
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in lines_of(done.stdout)] == ["wire-1", "wire-3"]
    (fault,) = lines_of(done.stderr)
    assert "2" in fault


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n\t"),
        ("binary.bin", bytes(range(256)) * 40),
        ("nulls.txt", b"\x00" * 4000),
    ],
)
def test_unreadable_page_is_one_line_and_the_others_are_read(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    done = shiguan("read", path, PAGE)
    assert done.returncode == 1
    (fault,) = lines_of(done.stderr)
    assert fault.startswith("shiguan: ")
    assert name in fault
    assert lines_of(done.stdout)[0] == "中乌外交部第九轮政治磋商在塔什干举行"


@pytest.mark.parametrize(("name", "cure"), [("missing.txt", "check the path"), ("", "give the files")])
def test_missing_file_and_directory_are_one_line(tmp_path: Path, name: str, cure: str) -> None:
    done = shiguan("read", tmp_path / name, PAGE)
    assert done.returncode == 1
    (fault,) = lines_of(done.stderr)
    assert cure in fault
    assert done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "--format", "xml", "-"),
        ("read", "--published", "2024-02-30", "-"),
        ("read", "--published", "2024-02-20", "--input", "jsonl", "-"),
        ("explain", " "),
        ("write",),
    ],
)
def test_wrong_use_is_status_two(arguments: tuple[str, ...]) -> None:
    done = shiguan(*arguments)
    assert done.returncode == 2
    assert done.stderr
    assert b"Traceback" not in done.stderr


def test_closed_pipe_is_quiet(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_bytes(ARTICLES.read_bytes() * 400)
    command = [str(SHIGUAN), "read", "--format", "jsonl", str(many)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline().startswith(b"{")
        running.stdout.close()
        assert running.stderr.read() == b""


def test_explain_shows_rules_with_their_spans() -> None:
    done = shiguan("explain", "5月16日，中美举行第三轮磋商。", "--published", "2024-05-17")
    assert done.returncode == 0
    assert any("[0, 5) 5月16日" in line for line in lines_of(done.stdout))


def test_explain_gives_no_colour_to_a_pipe() -> None:
    assert b"\x1b[" not in shiguan("explain", "中美举行第三轮磋商").stdout


def test_schema_is_json_schema() -> None:
    found = json.loads(shiguan("schema").stdout)
    assert found["$ref"] == "#/$defs/Reading"
    assert set(found["$defs"]["Reading"]["required"]) >= {
        "id",
        "document",
        "times",
        "engagements",
        "statements",
        "figures",
    }
