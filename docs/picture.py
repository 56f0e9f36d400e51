"""Draws docs/explain.svg, what `newsclean clean fixtures/story.html --explain` shows on a terminal: `make docs`."""

import io
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from newsclean.api import clean_html
from newsclean.cli.explain import print_explanation

FOLDER = Path(__file__).parent
PICTURE = FOLDER / "explain.svg"
STORY = FOLDER.parent / "fixtures" / "story.html"
COMMAND = "newsclean clean fixtures/story.html --explain"
WIDTH_COLUMNS = 100

# Rich's own frame loads a font from another server; a picture in a README must not.
FRAME = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix, .{unique_id}-title {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace }}
.{unique_id}-matrix {{ font-size: {char_height}px }}
.{unique_id}-title {{ font-size: 18px }}
{styles}
</style>
<defs>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def draw() -> str:
    """The picture as SVG, the same at each call."""
    console = Console(
        record=True,
        file=io.StringIO(),
        width=WIDTH_COLUMNS,
        force_terminal=True,
        color_system="truecolor",
        no_color=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(Text.assemble(("$ ", "dim"), COMMAND))
    print_explanation(clean_html(STORY.read_bytes()), console)
    return console.export_svg(title=COMMAND, theme=MONOKAI, code_format=FRAME, unique_id="explain")


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
