"""What the family's programs send beside eggs: kept as they sent it, or refused; never dropped in silence."""

from __future__ import annotations

import hashlib

import pytest

from tests.unit.server.asking import Client
from tests.unit.server.sending import EGG, PHOTOS, egg, jpeg, send, somebody, text

_FIRST = 60_000
"""Of pictures that no other egg shows."""
CREATE, NEW_PHOTO = f"{PHOTOS}/create", f"{PHOTOS}/new-photo"
CAMERA = {"camera_make": "Canon", "camera_model": "EOS R5", "iso": 100, "aperture": 2.8}
TIMELOC = {
    "taken_at": "2023-01-01T00:00:00",
    "gps_latitude": 5.0,
    "gps_longitude": 6.0,
    "correction_reason": "the clock was wrong",
}
VIEW = {
    "rotation": 90,
    "relative_crop": {"x": 0.1, "y": 0.2, "width": 0.5, "height": 0.6},
    "exposure_adjust": -1.5,
}


def creating(number: int, **beside: object) -> dict[str, object]:
    """A photo in the family's latest shape."""
    hot = jpeg(_FIRST + number)
    photo = {
        "hothash": hashlib.sha256(hot).hexdigest(),
        "hotpreview_base64": text(hot),
        "width": 4000,
        "height": 3000,
        "taken_at": "2024-01-01T00:00:00",
        "exif_dict": CAMERA,
        "image_file_list": [{"filename": "IMG.JPG", "file_size": 4}],
        **beside,
    }
    return {"photo_create_schema": photo, "tags": []}


def registering(number: int, **beside: object) -> dict[str, object]:
    """A photo whose egg nobody has made."""
    return {
        "filename": "a.jpg",
        "hotpreview": f"data:image/jpeg;base64,{text(jpeg(_FIRST + number))}",
        **beside,
    }


def test_corrections_come_along_with_a_photo(anywhere: Client) -> None:
    me = somebody(anywhere)
    sent = creating(1, timeloc_correction=TIMELOC, view_correction=VIEW)
    photo = me.post(CREATE, sent).json()
    assert (photo["timeloc_correction"], photo["view_correction"]) == (TIMELOC, VIEW)
    assert (photo["taken_at"], photo["gps_latitude"]) == ("2023-01-01T00:00:00", 5.0)
    assert photo["metadata"]["taken_at"] == "2024-01-01T00:00:00"
    flat = send(me, egg(timeloc_correction=TIMELOC, view_correction=VIEW))
    assert (flat["timeloc_correction"], flat["view_correction"]) == (TIMELOC, VIEW)


@pytest.mark.parametrize(
    ("beside", "where"),
    [
        ({"timeloc_correction": {"taken_at": "yesterday"}}, "timeloc_correction.taken_at"),
        ({"timeloc_correction": {"gps_latitude": 91}}, "timeloc_correction.gps_latitude"),
        ({"view_correction": {"rotation": 45}}, "view_correction.rotation"),
        ({"view_correction": {"relative_crop": {"x": 0}}}, "view_correction.relative_crop.y"),
        ({"view_correction": {"exposure_adjust": 3}}, "view_correction.exposure_adjust"),
        ({"category": "family"}, "category"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_place(
    client: Client, beside: dict[str, object], where: str
) -> None:
    me = somebody(client)
    answer = me.post(CREATE, creating(2, **beside))
    assert answer.status_code == 422
    assert answer.json()["detail"]["details"] == {"where": f"photo_create_schema.{where}"}
    assert me.get(PHOTOS).json()["data"] == []


def test_the_camera_is_told_where_the_family_looks_for_it(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = me.post(CREATE, creating(3, category=None)).json()
    assert photo["exif_dict"] == CAMERA
    assert (photo["metadata"]["camera_model"], photo["metadata"]["f_number"]) == ("EOS R5", 2.8)


def test_a_raw_is_known_by_its_name(anywhere: Client) -> None:
    me = somebody(anywhere)
    files = [{"filename": "IMG.CR3", "file_size": 4}, {"filename": "IMG.JPG", "file_size": 4}]
    made = me.post(CREATE, creating(4, image_file_list=files)).json()
    assert [file["file_format"] for file in made["files"]] == ["CR3", "JPEG"]
    plain = send(me)
    companion = {"filename": "img.nef", "file_size": 5, "import_session_id": None}
    added = me.post(f"{PHOTOS}/{plain['id']}/files", companion).json()
    assert [(file["file_format"], file["role"]) for file in added["files"]] == [("NEF", "raw")]
    ours = send(me, egg(files=[{"filename": "c.dng"}, {"filename": "c.jpg", "role": "original"}]))
    none = me.post(f"{PHOTOS}/{send(me)['id']}/files", {"filename": "notes"}).json()
    assert [each["has_raw_companion"] for each in (made, added, ours, none)] == [True, True, True, False]
    found = me.post(f"{PHOTOS}/search", {"has_raw": True}).json()["data"]
    assert {photo["id"] for photo in found} == {made["id"], added["id"], ours["id"]}


def test_a_photo_is_kept_without_an_egg(anywhere: Client) -> None:
    me = somebody(anywhere)
    session = me.post("/api/v1/import-sessions", {"title": "Card"}).json()["id"]
    sent = registering(
        5,
        file_size=3,
        exif_dict=CAMERA,
        taken_at="2024-01-01T00:00:00",
        gps_latitude=1.0,
        gps_longitude=2.0,
        visibility="public",
        import_session_id=session,
    )
    answer = me.post(NEW_PHOTO, sent)
    assert answer.status_code == 201, answer.text
    said = answer.json()
    photo = me.get(f"{PHOTOS}/{said['photo_hothash']}").json()
    assert said == {
        "image_file_id": photo["files"][0]["id"],
        "photo_hothash": hashlib.sha256(jpeg(_FIRST + 5)).hexdigest(),
        "photo_created": True,
        "success": True,
        "message": "The photo is kept.",
        "filename": "a.jpg",
        "file_size": 3,
    }
    assert (photo["exif_dict"], photo["taken_at"]) == (CAMERA, "2024-01-01T00:00:00")
    assert (photo["gps_latitude"], photo["visibility"]) == (1.0, "public")
    assert (photo["width"], photo["height"], photo["import_session_id"]) == (150, 100, session)
    assert me.get(f"{PHOTOS}/{photo['id']}/hotpreview").status_code == 200


def test_a_file_that_is_there_already_is_refused_and_another_joins_its_photo(anywhere: Client) -> None:
    me, bert = somebody(anywhere), somebody(anywhere, "bert")
    first = me.post(NEW_PHOTO, registering(6)).json()
    again = me.post(NEW_PHOTO, registering(6))
    assert (again.status_code, again.json()["detail"]["code"]) == (409, "DUPLICATE")
    raw = me.post(NEW_PHOTO, registering(6, filename="a.cr3")).json()
    assert (raw["photo_created"], raw["photo_hothash"]) == (False, first["photo_hothash"])
    assert raw["image_file_id"] != first["image_file_id"]
    (photo,) = me.get(PHOTOS, params={"owner": "me"}).json()["data"]
    assert [file["filename"] for file in photo["files"]] == ["a.jpg", "a.cr3"]
    # Of others' photos nothing can be learned.
    assert bert.post(NEW_PHOTO, registering(6)).status_code == 201


@pytest.mark.parametrize(
    ("beside", "where"),
    [
        ({"hotpreview": None}, "hotpreview"),
        ({"hotpreview": text(b"\xff\xd8\xff no picture")}, "hotpreview"),
        ({"filename": None}, "filename"),
        ({"taken_at": "yesterday"}, "taken_at"),
        ({"gps_latitude": 100}, "gps_latitude"),
        ({"visibility": "everybody"}, "visibility"),
        ({"file_size": -1}, "file_size"),
        ({"import_session_id": 999}, "import_session_id"),
    ],
)
def test_what_is_wrong_with_one_is_told_by_its_place(
    client: Client, beside: dict[str, object], where: str
) -> None:
    answer = somebody(client).post(NEW_PHOTO, registering(7, **beside))
    assert answer.status_code == 422
    assert answer.json()["detail"]["details"] == {"where": where}


def test_who_takes_the_photos_of_a_session_is_said_once(anywhere: Client) -> None:
    me = somebody(anywhere)
    anna, bert = (me.post("/api/v1/authors", {"name": name}).json()["id"] for name in ("Anna", "Bert"))
    session = me.post("/api/v1/import-sessions", {"default_author_id": anna}).json()["id"]
    bare = me.post("/api/v1/import-sessions", {}).json()["id"]
    sent = [
        egg(import_session_id=session),
        egg(import_session_id=session, author_id=bert),
        egg(import_session_id=bare),
        egg(),
    ]
    results = me.post(f"{EGG}/batch", {"photos": sent}).json()["results"]
    assert [each["photo"]["author_id"] for each in results] == [anna, bert, None, None]


def test_others_are_told_a_files_name_without_the_way_to_it(anywhere: Client) -> None:
    me = somebody(anywhere)
    for name in ("/home/bob/IMG.jpg", "C:\\Users\\bob\\IMG.jpg"):
        photo = send(me, egg(visibility="public", tells_names=True, files=[{"filename": name}]))
        assert photo["primary_filename"] == name
        assert anywhere.get(f"{PHOTOS}/{photo['id']}").json()["primary_filename"] == "IMG.jpg"
