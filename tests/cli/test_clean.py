"""`newsclean clean`: targets of every kind, good and bad, and the formats it writes."""

import http.server
import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from newsclean.cli import exit_codes
from newsclean.models import CleanRecord
from tests.cli.conftest import BODY, PAGE, STORY, TEASERS, Run, RunProcess

CLEAN = "\n".join(BODY) + "\n"


def test_a_text_file_is_cleaned(run: Run, story: Path) -> None:
    result = run("clean", story)
    assert (result.exit_code, result.stdout, result.stderr) == (exit_codes.OK, CLEAN, "")


def test_a_page_is_told_from_a_text_by_what_it_holds(run: Run, tmp_path: Path) -> None:
    misnamed = tmp_path / "page.txt"
    misnamed.write_text(PAGE, encoding="utf-8")
    assert run("clean", misnamed).stdout == CLEAN
    assert "<p>" in run("clean", misnamed, "--as", "text").stdout


def test_standard_input_is_read(run_process: RunProcess) -> None:
    done = run_process("clean", "-", stdin=STORY.encode())
    assert (done.returncode, done.stdout.decode(), done.stderr) == (exit_codes.OK, CLEAN, b"")


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "cp1252", "iso8859-15"])
def test_the_charset_of_a_text_is_found_out(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / "text.txt"
    text = (
        "La ministre a répondu aux députés que rien n'avait été décidé, et que le gouvernement présenterait son "
        "projet de réforme à la rentrée, après les élections européennes. Les syndicats, eux, dénoncent une méthode "
        "brutale : « C'est inadmissible », a dit l'un d'eux, « nous étions prêts à négocier dès la fin de l'été ». "
        "Le ministère des Affaires étrangères a été prévenu jeudi à Genève, a déclaré son porte-parole, très gêné."
    )
    file.write_bytes(text.encode(name))
    assert run("clean", file).stdout == text + "\n"


def test_a_page_that_lies_about_its_charset_is_read_right(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    accented = PAGE.replace("The dam above", "L'été à Genève: the dam above")
    file.write_bytes(accented.replace("<head>", "<head><meta charset='iso-8859-1'>").encode("utf-8"))
    assert "L'été à Genève" in run("clean", file).stdout


def test_lines_from_windows_are_lines(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes(STORY.replace("\n", "\r\n").encode())
    assert run("clean", file).stdout == CLEAN


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("absent.txt", None, "no such file"),
        ("empty.txt", b"", "there is nothing in it"),
        ("blank.html", b" \n\n ", "there is nothing in it"),
        ("paper.html", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        ("rubbish.html", bytes(range(256)) * 40, "binary"),
    ],
)
def test_a_file_that_is_no_page_and_no_text_is_refused(
    run: Run, tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    result = run("clean", file)
    assert result.exit_code == exit_codes.FAILED
    assert result.stdout == ""
    assert result.stderr.startswith(f"error: {file}: ") and message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_folder_is_refused(run: Run, tmp_path: Path) -> None:
    assert "is a folder" in run("clean", tmp_path).stderr


def test_a_file_may_be_named_as_a_browser_names_it(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "a story.txt"
    story.write_text(STORY)
    result = run("clean", story.as_uri())
    assert (result.exit_code, result.stdout) == (exit_codes.OK, CLEAN)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('<?xml version="1.0"?>\n<rss version="2.0"><channel><title>A</title></channel></rss>', "--feed"),
        ('\ufeff<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title></feed>', "--feed"),
        ('<?xml version="1.0"?>\n<!-- made by hand -->\n<urlset xmlns="x"><url/></urlset>', "--sitemap"),
        ('{"id": "1", "text": "The dam holds."}\n{"id": "2", "text": "It rains."}\n', "`newsclean corpus`"),
        (
            "From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n--x\nThe dam holds.",
            "save it as HTML",
        ),
    ],
)
def test_what_is_no_article_is_named_with_what_to_do(run: Run, tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "given"
    file.write_text(content)
    result = run("clean", file)
    assert (result.exit_code, result.stdout) == (exit_codes.FAILED, "")
    assert told in result.stderr
    assert run("clean", file, "--as", "text").exit_code == exit_codes.OK


@pytest.mark.parametrize(
    "content", ["{curly} is how the dam\nwas called.", "Note: the dam holds.\n\nContent-Type: multipart/related", "{"]
)
def test_what_only_begins_like_that_is_a_text(run: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "given"
    file.write_text(content)
    assert run("clean", file).exit_code == exit_codes.OK


def test_an_empty_name_is_no_folder(run: Run) -> None:
    assert run("clean", "").stderr == "error: TARGET: the name is empty; a variable of the shell may be unset\n"


def test_where_a_file_came_from_is_an_address(run: Run, story: Path) -> None:
    result = run("clean", story, "--url", "example.org/dam")
    assert result.exit_code == exit_codes.USAGE
    assert "--url: only http and https" in result.stderr and "begins with https://" in result.stderr


def test_a_host_without_scheme_gets_a_hint(run: Run) -> None:
    assert "https://" in run("clean", "example.org/story").stderr
    assert "https://" not in run("clean", "absent.txt").stderr


def test_a_file_over_the_limit_is_refused(run: Run, story: Path) -> None:
    result = run("clean", story, "--max-bytes", 100)
    assert result.exit_code == exit_codes.FAILED
    assert "larger than the limit of 100 bytes" in result.stderr
    assert run("clean", story, "--max-bytes", len(STORY)).exit_code == exit_codes.OK


def test_an_endless_file_is_refused(run: Run) -> None:
    assert "larger than the limit" in run("clean", "/dev/zero", "--max-bytes", 1000).stderr


def test_one_bad_target_does_not_stop_the_others(run: Run, story: Path, page: Path, tmp_path: Path) -> None:
    result = run("clean", story, tmp_path / "absent.txt", page, "--format", "jsonl")
    assert result.exit_code == exit_codes.FAILED
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["target"] for record in records] == [str(story), str(page)]
    assert result.stderr == f"error: {tmp_path / 'absent.txt'}: no such file\n"


def test_a_page_without_article_is_an_answer_with_a_note(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bare.html"
    file.write_text("<!doctype html><html><body><script>1</script></body></html>", encoding="utf-8")
    result = run("clean", file, "--format", "json")
    assert result.exit_code == exit_codes.OK
    assert json.loads(result.stdout)["page_kind"] == "empty"
    assert result.stderr.startswith(f"note: {file}: no article here, page kind empty")


def test_json_is_a_record_for_one_target_and_an_array_for_several(run: Run, story: Path, page: Path) -> None:
    single = json.loads(run("clean", story, "--format", "json").stdout)
    record = CleanRecord.model_validate(single)
    assert record.text == CLEAN.rstrip("\n")
    assert record.extracted_lines() == STORY.rstrip("\n").split("\n")
    several = json.loads(run("clean", story, page, "--format", "json").stdout)
    assert [entry["target"] for entry in several] == [str(story), str(page)]


def test_markdown_has_fields_title_and_paragraphs_and_nothing_that_the_text_did_not_mean(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "story.txt"
    file.write_text("\n".join([*BODY, "# 3 of *them* stayed, said <b>one</b>, the [last] to leave the old town."]))
    result = run("clean", file, "--format", "markdown", "--title", 'The "dam"', "--language", "en")
    front, _, body = result.stdout.removeprefix("---\n").partition("---\n")
    assert 'title: "The \\"dam\\""\n' in front
    assert 'language: "en"\n' in front
    paragraphs = body.strip().split("\n\n")
    assert paragraphs[:2] == ['# The "dam"', BODY[0]]
    assert paragraphs[-1].startswith("\\# 3 of \\*them\\* stayed, said \\<b>one")


def test_several_texts_are_headed_by_their_targets(run: Run, story: Path, page: Path) -> None:
    assert run("clean", story, page).stdout == f"==> {story} <==\n{CLEAN}\n==> {page} <==\n{CLEAN}"


def test_the_explanation_has_every_line_with_its_fate(run: Run, story: Path) -> None:
    lines = run("clean", story, "--explain").stdout.splitlines()
    assert lines[:3] == [f"  {line}" for line in BODY]
    assert lines[3] == f"- {TEASERS[0]}"
    assert re.match(r" {4}\[teaser (0\.\d\d|1\.00) fixed_cut: 2 lines cut at", lines[4])
    assert lines[5] == f"- {TEASERS[1]}"
    assert lines[-1] == "article: kept 3 of 5 lines; cut teaser 2"


def test_what_the_user_says_of_a_file_is_in_its_record(run: Run, page: Path, story: Path) -> None:
    record = json.loads(run("clean", page, "--format", "json", "--url", "https://news.example.org/a").stdout)
    assert (record["url"], record["site"]) == ("https://news.example.org/a", "example.org")
    record = json.loads(run("clean", story, "--format", "json", "--title", "A title", "--language", "de").stdout)
    assert (record["title"], record["language"]) == ("A title", "de")


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "xml"),
        ("--as", "pdf"),
        ("--max-bytes", "0"),
        ("--timeout", "-1"),
        ("--timeout", "soon"),
        ("--user-agent", "agent\nX-Injected: yes"),
        ("--explain", "--format", "json"),
        ("--title", "One title", "another.txt"),
        ("--language", "french"),
        ("--nonsense",),
    ],
)
def test_a_wrong_option_is_refused(run: Run, story: Path, options: tuple[str, ...]) -> None:
    result = run("clean", story, *options)
    assert result.exit_code == exit_codes.USAGE
    assert result.stdout == ""


def test_a_url_is_not_given_a_url(run: Run) -> None:
    assert run("clean", "http://example.org/", "--url", "http://example.org/").exit_code == exit_codes.USAGE


def test_a_configuration_file_is_obeyed(run: Run, story: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('labels_off = ["teaser"]\n', encoding="utf-8")
    assert run("clean", story, "--config", config).stdout == STORY
    config.write_text('[phrases]\nprompt = ["Water had come"]\n', encoding="utf-8")
    assert "Water had come" not in run("clean", story, "--config", config).stdout


def test_a_wrong_configuration_file_is_named_with_its_line(run: Run, story: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("# mine\ntail_scroe = 0.3\n", encoding="utf-8")
    result = run("clean", story, "--config", config)
    assert result.exit_code == exit_codes.CONFIG
    assert result.stderr == f'error: {config}:2: unknown key "tail_scroe" (did you mean "tail_score"?)\n'


def test_a_target_whose_name_is_no_text_is_named_on_one_line(run: Run, tmp_path: Path) -> None:
    result = run("clean", "two\nlines\x1b[31m.txt")
    assert result.stderr == "error: two lines.txt: no such file\n"
    (tmp_path / "caf\udce9.txt").write_text(STORY, encoding="utf-8")
    written = tmp_path / "out.jsonl"
    assert run("clean", tmp_path / "caf\udce9.txt", "-f", "jsonl", "-o", written).exit_code == exit_codes.OK
    assert json.loads(written.read_text(encoding="utf-8"))["target"].endswith("caf\udce9.txt")


class TestOutputFile:
    def test_it_holds_what_would_be_printed(self, run: Run, story: Path, tmp_path: Path) -> None:
        written = tmp_path / "out.txt"
        result = run("clean", story, "--output", written)
        assert (result.exit_code, result.stdout, written.read_text()) == (exit_codes.OK, "", CLEAN)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out.txt", "story.txt"]

    def test_it_is_untouched_when_nothing_could_be_cleaned(self, run: Run, tmp_path: Path) -> None:
        written = tmp_path / "out.txt"
        written.write_text("before")
        assert run("clean", tmp_path / "absent.txt", "--output", written).exit_code == exit_codes.FAILED
        assert written.read_text() == "before"
        assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]

    def test_it_holds_the_good_ones_of_several(self, run: Run, story: Path, tmp_path: Path) -> None:
        written = tmp_path / "out.jsonl"
        result = run("clean", story, tmp_path / "absent", "--format", "jsonl", "--output", written)
        assert result.exit_code == exit_codes.FAILED
        assert len(written.read_text().splitlines()) == 1

    @pytest.mark.parametrize(
        ("name", "options", "begin"),
        [
            ("out.json", (), "{\n"),
            ("out.JSONL", (), '{"target"'),
            ("out.md", (), "---\n"),
            ("out.json", ("--format", "text"), BODY[0]),
            ("out.json", ("--explain",), f"  {BODY[0]}"),
            ("out.dat", (), BODY[0]),
        ],
    )
    def test_its_ending_says_its_format(
        self, run: Run, story: Path, tmp_path: Path, name: str, options: tuple[str, ...], begin: str
    ) -> None:
        assert run("clean", story, "--output", tmp_path / name, *options).exit_code == exit_codes.OK
        assert (tmp_path / name).read_text().startswith(begin)

    def test_it_keeps_its_mode_and_its_link(self, run: Run, story: Path, tmp_path: Path) -> None:
        written, link = tmp_path / "out.txt", tmp_path / "link.txt"
        written.write_text("before")
        written.chmod(0o640)
        link.symlink_to(written)
        run("clean", story, "--output", link)
        assert link.is_symlink() and written.read_text() == CLEAN
        assert stat.S_IMODE(written.stat().st_mode) == 0o640

    def test_a_device_is_written_to_and_stays_a_device(self, run: Run, story: Path) -> None:
        assert run("clean", story, "--output", os.devnull).exit_code == exit_codes.OK
        assert not Path(os.devnull).is_file()

    @pytest.mark.parametrize("name", ["absent/out.txt", ".", "story.txt/out"])
    def test_one_that_cannot_be_written_is_named(self, run: Run, story: Path, tmp_path: Path, name: str) -> None:
        result = run("clean", story, "--output", tmp_path / name)
        assert result.exit_code == exit_codes.STORE
        assert str(tmp_path / name) in result.stderr
        assert story.read_text() == STORY


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(tmp_path))  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_url_is_fetched_and_cleaned_as_a_page_or_as_a_text(run: Run, site: str) -> None:
    result = run("clean", f"{site}/page.html", f"{site}/story.txt", "--allow-private-hosts", "--format", "jsonl")
    assert result.exit_code == exit_codes.OK
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["text"] for record in records] == [CLEAN.rstrip("\n")] * 2
    assert records[1]["url"] == f"{site}/story.txt"


def test_private_hosts_missing_pages_and_other_schemes_are_refused(run: Run, site: str) -> None:
    refused = run("clean", f"{site}/page.html").stderr
    assert "private address" in refused
    assert "--allow-private-hosts" in refused
    missing = run("clean", f"{site}/absent.html", "--allow-private-hosts")
    assert missing.exit_code == exit_codes.FAILED
    assert missing.stderr == (f"error: {site}/absent.html: 127.0.0.1 answered with status 404 (File not found)\n")
    assert "only http and https" in run("clean", "ftp://example.org/story.html").stderr
