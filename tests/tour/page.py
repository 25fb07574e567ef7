"""The page that shows the pictures: a caption and the four looks of each view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from tests.tour.walk import Shot

_STYLE = """
:root { color-scheme: dark; }
body { margin: 0 auto; max-width: 1680px; padding: 48px 32px 96px; background: #1c1c1e; color: #e8e6e3;
       font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; }
h1 { margin: 0 0 4px; font-size: 30px; font-weight: 600; }
h2 { margin: 64px 0 4px; font-size: 21px; font-weight: 600; }
h3 { margin: 40px 0 2px; font-size: 16px; font-weight: 600; }
p { margin: 0 0 12px; color: #9a9894; }
div { display: grid; grid-template-columns: repeat(auto-fill, minmax(360px, 1fr)); gap: 16px; }
.story { grid-template-columns: repeat(auto-fill, minmax(480px, 1fr)); gap: 32px 16px; }
figure { margin: 0; }
img { display: block; width: 100%; height: auto; border-radius: 4px; outline: 1px solid #3a3a3d; }
figcaption { margin-top: 6px; font-size: 12px; color: #9a9894; }
.story figcaption { font-size: 14px; color: #e8e6e3; }
ul { color: #e0a458; }
a { color: inherit; text-decoration: none; }
"""


def page(views: Sequence[Shot], story: Sequence[Shot], flaws: Sequence[str]) -> str:
    """The whole page."""
    return "\n".join(
        (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>ImaLink: the tour</title>',
            f"<style>{_STYLE}</style>",
            "<h1>ImaLink</h1><p>Every view of the window, dark and light, small and large.</p>",
            *_flaws(flaws),
            "<h2>A story</h2><p>Five hundred photos, from the drop to the next morning.</p>",
            '<div class="story">',
            *(_figure(shot, "story/" + shot.file, shot.caption) for shot in story),
            "</div>",
            "<h2>The views</h2>",
            *_views(views),
            "</html>",
        )
    )


def _flaws(flaws: Sequence[str]) -> Iterable[str]:
    if flaws:
        yield "<h2>What is wrong</h2><ul>"
        yield from (f"<li>{escape(flaw)}</li>" for flaw in flaws)
        yield "</ul>"


def _views(shots: Sequence[Shot]) -> Iterable[str]:
    order = {view: place for place, view in enumerate(dict.fromkeys(shot.view for shot in shots))}
    for view, theirs in groupby(sorted(shots, key=lambda shot: order[shot.view]), lambda shot: shot.view):
        looks = sorted(theirs, key=lambda shot: (shot.size, shot.theme))
        yield f"<h3>{escape(view)}</h3><p>{escape(looks[0].caption)}</p><div>"
        for shot in looks:
            yield _figure(shot, shot.file, f"{shot.theme}, {shot.size[0]} × {shot.size[1]}")
        yield "</div>"


def _figure(shot: Shot, file: str, caption: str) -> str:
    wide, high = shot.size
    picture = f'<img loading="lazy" src="{file}" width="{wide}" height="{high}" alt="{escape(shot.caption)}">'
    return f'<figure><a href="{file}">{picture}</a><figcaption>{escape(caption)}</figcaption></figure>'
