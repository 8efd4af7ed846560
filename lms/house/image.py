"""``make image``: an OCI image of the whole site, by whichever builder is here (TAG=pier-learning)."""

import os
import shutil
import subprocess
import sys

from lms.house.steps import ROOT, say

BUILDERS = ("docker", "podman", "buildah")
FILE = ROOT / "lms" / "house" / "production" / "Containerfile"
NONE = (
    "No builder of images was found here. Install docker, podman or buildah, then “make image” again; or run "
    "the site without one: README.md, “Running it in production”."
)


def main() -> int:
    builder = next((each for each in BUILDERS if shutil.which(each)), None)
    if builder is None:
        say(NONE)
        return 1
    tag = os.environ.get("TAG") or "pier-learning"
    say(f"Building the image {tag} with {builder} …")
    return subprocess.run(
        [builder, "build", "--file", str(FILE), "--tag", tag, str(ROOT)], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
