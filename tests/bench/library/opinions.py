"""What somebody thought of the photos of a made-up library: stars, flags, labels, tags, words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from imalink_desktop.catalog.decisions import LABELS
from tests.bench.library.outings import Numbers, Shots
from tests.bench.library.vocabulary import WORDS

_STARS = (0.60, 0.12, 0.10, 0.13, 0.035, 0.015)
_FLAGS = {-1: 0.04, 0: 0.94, 1: 0.02}
_LABELLED = 0.03
_VISIBILITIES = (0.90, 0.04, 0.02, 0.04)
_TITLED, _DESCRIBED = 0.05, 0.02
_TRASHED, _UNDATED, _CORRECTED = 0.005, 0.01, 0.01
_TAGS_A_PHOTO = (0.30, 0.25, 0.20, 0.13, 0.08, 0.04)
_TAGS_AN_OUTING = 8
_STACKED, _SHORTEST_STACK = 0.4, 3

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Opinions:
    """A value for each shot; a label of -1 is none, a stack of -1 as well."""

    rating: Numbers
    flag: Numbers
    label: Numbers
    visibility: Numbers
    titled: Truths
    described: Truths
    trashed: Truths
    undated: Truths
    corrected: Truths
    stack: Numbers
    stacks: int


def opinions(rng: Generator, shots: Shots) -> Opinions:
    """Look at each photo once, and decide."""
    count = len(shots)
    stack, stacks = _stacks(rng, shots)
    return Opinions(
        rating=rng.choice(len(_STARS), count, p=_STARS),
        flag=rng.choice(list(_FLAGS), count, p=list(_FLAGS.values())),
        label=np.where(rng.random(count) < _LABELLED, rng.integers(0, len(LABELS), count), -1),
        visibility=rng.choice(len(_VISIBILITIES), count, p=_VISIBILITIES),
        titled=rng.random(count) < _TITLED,
        described=rng.random(count) < _DESCRIBED,
        trashed=rng.random(count) < _TRASHED,
        undated=rng.random(count) < _UNDATED,
        corrected=rng.random(count) < _CORRECTED,
        stack=stack,
        stacks=stacks,
    )


def tagged(rng: Generator, shots: Shots, tags: int) -> tuple[Numbers, Numbers]:
    """Photo and tag, each pair once, in the order of the photos: a few tags are everywhere, most are rare."""
    count = len(shots)
    often = 1 / np.arange(1, tags + 1)
    rank = rng.permutation(tags)
    fate = np.cumsum(often / often.sum())
    outings = int(shots.outing[-1]) + 1
    usual = rank[np.searchsorted(fate, rng.random((outings, _TAGS_AN_OUTING)))]
    most = len(_TAGS_A_PHOTO) - 1
    given = np.arange(most) < rng.choice(most + 1, count, p=_TAGS_A_PHOTO)[:, None]
    photo, _ = np.nonzero(given)
    of_outing = usual[shots.outing[photo], rng.integers(0, _TAGS_AN_OUTING, len(photo))]
    of_its_own = rank[np.searchsorted(fate, rng.random(len(photo)))]
    tag = np.where(rng.random(len(photo)) < 0.6, of_outing, of_its_own)
    pairs = np.unique(photo * tags + tag)
    return pairs // tags, pairs % tags


def sentence(rng: Generator, least: int, most: int) -> str:
    """Some words, in any of the languages."""
    chosen = rng.integers(0, len(WORDS), rng.integers(least, most + 1))
    return " ".join(WORDS[place] for place in chosen).capitalize()


def _stacks(rng: Generator, shots: Shots) -> tuple[Numbers, int]:
    """Some of the longer bursts are folded."""
    lengths = np.bincount(shots.burst)
    folded = (lengths >= _SHORTEST_STACK) & (rng.random(len(lengths)) < _STACKED)
    number = np.where(folded, np.cumsum(folded) - 1, -1)
    return number[shots.burst], int(folded.sum())
