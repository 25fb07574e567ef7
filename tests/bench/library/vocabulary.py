"""The names in a made-up library: cameras, lenses, places, people, tags, and words in several languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product


@dataclass(frozen=True, slots=True)
class Camera:
    """A kind of camera, how often it is taken along, and how it names its files."""

    make: str
    model: str
    share: float
    stem: str
    picture: str
    film: str
    raw: str | None
    width: int
    height: int
    lenses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lens:
    """A lens: from which to which focal length, and how far it opens."""

    model: str
    shortest: float
    longest: float
    widest: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody goes to take photos."""

    name: str
    country: str
    latitude: float
    longitude: float


LENSES = (
    Lens("RF24-105mm F4 L IS USM", 24, 105, 4.0),
    Lens("RF70-200mm F2.8 L IS USM", 70, 200, 2.8),
    Lens("RF50mm F1.8 STM", 50, 50, 1.8),
    Lens("RF100-500mm F4.5-7.1 L IS USM", 100, 500, 4.5),
    Lens("FE 24-70mm F2.8 GM", 24, 70, 2.8),
    Lens("FE 85mm F1.8", 85, 85, 1.8),
    Lens("AF-S NIKKOR 24-120mm f/4G ED VR", 24, 120, 4.0),
    Lens("AF-S NIKKOR 50mm f/1.8G", 50, 50, 1.8),
    Lens("XF18-55mmF2.8-4 R LM OIS", 18, 55, 2.8),
    Lens("XF35mmF1.4 R", 35, 35, 1.4),
    Lens("iPhone 14 Pro back triple camera 6.86mm f/1.78", 6.86, 6.86, 1.8),
    Lens("Pixel 7 back camera 6.81mm f/1.85", 6.81, 6.81, 1.8),
)
CAMERAS = (
    Camera(
        "Canon", "EOS R5", 0.38, "IMG_{number:04}", "JPEG", "MP4", "CR3", 8192, 5464, (0, 0, 0, 1, 1, 2, 3)
    ),
    Camera("SONY", "ILCE-7M3", 0.22, "DSC{number:05}", "JPEG", "MP4", "ARW", 6000, 4000, (4, 4, 5)),
    Camera(
        "NIKON CORPORATION",
        "NIKON D750",
        0.14,
        "DSC_{number:04}",
        "JPEG",
        "MOV",
        "NEF",
        6016,
        4016,
        (6, 6, 7),
    ),
    Camera("FUJIFILM", "X-T3", 0.11, "DSCF{number:04}", "JPEG", "MOV", "RAF", 6240, 4160, (8, 8, 9)),
    Camera("Apple", "iPhone 14 Pro", 0.09, "IMG_{number:04}", "HEIC", "MOV", None, 4032, 3024, (10,)),
    Camera("Google", "Pixel 7", 0.06, "PXL_{stamp}{thousandth:03}", "JPEG", "MP4", None, 4080, 3072, (11,)),
)
"""The last two are telephones: they know where they are, and have no raw files."""

ENDINGS = {"JPEG": "JPG", "HEIC": "HEIC"}
"""What a name ends in where that is not the format itself."""

PLACES = (
    Place("Oslo", "Norge", 59.9139, 10.7522),
    Place("Bergen", "Norge", 60.3913, 5.3221),
    Place("Tromsø", "Norge", 69.6492, 18.9553),
    Place("Ålesund", "Norge", 62.4722, 6.1495),
    Place("Lofoten", "Norge", 68.2094, 14.0340),
    Place("Göteborg", "Sverige", 57.7089, 11.9746),
    Place("Malmö", "Sverige", 55.6050, 13.0038),
    Place("København", "Danmark", 55.6761, 12.5683),
    Place("Reykjavík", "Ísland", 64.1466, -21.9426),
    Place("Zürich", "Schweiz", 47.3769, 8.5417),
    Place("München", "Deutschland", 48.1351, 11.5820),
    Place("Düsseldorf", "Deutschland", 51.2277, 6.7735),
    Place("Łódź", "Polska", 51.7592, 19.4560),
    Place("Kraków", "Polska", 50.0647, 19.9450),
    Place("Orléans", "France", 47.9030, 1.9093),
    Place("Besançon", "France", 47.2378, 6.0241),
    Place("Málaga", "España", 36.7213, -4.4214),
    Place("A Coruña", "España", 43.3623, -8.4115),
    Place("Évora", "Portugal", 38.5714, -7.9135),
    Place("Αθήνα", "Ελλάδα", 37.9838, 23.7275),
    Place("İzmir", "Türkiye", 38.4237, 27.1428),
    Place("京都", "日本", 35.0116, 135.7681),
    Place("Нови Сад", "Србија", 45.2671, 19.8335),
    Place("Montréal", "Canada", 45.5019, -73.5674),
)
AUTHORS = ("Kari Nordmann", "Jürgen Groß", "Zoë Lefèvre", "Ana Peña", "Łukasz Żak")
DRIVES = ("Blue", "Red", "Laptop", "Archive")
"""The last has copies of what lies on the others."""

_TEXT = """
    midnight sun harbour bridge morning evening winter summer autumn spring river lake mountain glacier forest
    island beach storm cloud snow rain fog shadow light mirror window door street market church castle tower
    station train boat ferry bicycle dog cat bird eagle horse child family wedding birthday dance music
    concert garden flower rose apple bread coffee table kitchen grandmother grandfather friend sister brother
    portrait fjord nordlys midnattssol brygge fjell foss snø sjø øy skjærgård båt hytte bestemor barnedåp
    bryllup påske höst sjö björk älg midsommar kräftskiva småland fönster hús fjöll jökull
    straße brücke schloß frühling herbst müritz gemüse großmutter hochzeit geburtstag wäldchen
    forêt château île fête hiver été rivière crème brûlée fenêtre cœur naïve théâtre
    montaña niño cumpleaños otoño jardín corazón playa mañana abuela señora
    árvore verão coração irmã avó pão estação
    łąka jesień święta źródło żółty kość
    θάλασσα ήλιος νησί φως море солнце зима бабушка мост
    桜 寺 雪 春 夏
"""
WORDS = tuple(_TEXT.split())
_FIRST, _LAST, _KINDS, _KIN = (
    tuple(line.split())
    for line in (
        "Åse Bjørn Chloé Dagný Elif François Göran Hélène İpek Jörg Kåre Lærke Mía Noël Øystein Renée",
        "Ångström Bäcker Çelik Dvořák Eriksen Fernández Grüner Håkonsen Ivanović Jørgensen Köhler Lindström",
        "concert wedding birthday christening football regatta exhibition market carnival funeral",
        "bird tree flower mammal insect fungus fish lichen",
    )
)
_CLIENTS = tuple(f"client {letter}" for letter in "ABCDEFGHIJKLMNOPQRST")
TAGS = 2_000
FIRST_YEAR, YEARS = 2010, 15


def tags() -> list[str]:
    """The paths of all tags, each after the one it lies below."""
    paths: dict[str, None] = {}
    for path in _leaves():
        names = path.split("/")
        paths.update(dict.fromkeys("/".join(names[:depth]) for depth in range(1, len(names) + 1)))
    return list(islice(paths, TAGS))


def _leaves() -> Iterator[str]:
    yield from (f"travel/{place.country}/{place.name}" for place in PLACES)
    yield from (f"people/{first} {last}" for first, last in product(_FIRST, _LAST))
    yield from (f"events/{kind}/{FIRST_YEAR + year}" for kind, year in product(_KINDS, range(YEARS)))
    yield from (f"nature/{kin}/{word}" for kin, word in product(_KIN, WORDS[:60]))
    yield from (f"work/{client}/job {number:02}" for client, number in product(_CLIENTS, range(1, 60)))
