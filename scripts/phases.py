"""The costs that `mapgraph --stats` prints."""

import re

LINE = re.compile(r"^(.+?)\s+([\d.]+) s\s+([\d.]+) MiB$", re.MULTILINE)


def phases(text):
    """(phase, seconds, peak MiB) as they are printed, in their order."""
    return LINE.findall(text)


def peak(text):
    """MiB of the largest phase."""
    return max(float(mib) for _, _, mib in phases(text))
