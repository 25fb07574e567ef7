CREATE TABLE account (
    url TEXT NOT NULL,
    username TEXT NOT NULL,
    is_home INTEGER NOT NULL,
    server_id TEXT,
    epoch TEXT,
    cursor TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_account_url_username UNIQUE (url, username)
);
CREATE TABLE author (
    name TEXT NOT NULL,
    email TEXT,
    bio TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_author_name UNIQUE (name)
);
CREATE TABLE collection (
    name TEXT NOT NULL,
    description TEXT,
    parent_id INTEGER,
    position INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT fk_collection_parent_id FOREIGN KEY(parent_id) REFERENCES collection (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_collection_parent_id ON collection (parent_id);
CREATE TABLE drive (
    volume_id TEXT NOT NULL,
    label TEXT NOT NULL,
    last_mount TEXT,
    last_seen_at TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_drive_volume_id UNIQUE (volume_id)
);
CREATE TABLE saved_search (
    name TEXT NOT NULL,
    "query" TEXT NOT NULL,
    sort TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_saved_search_name UNIQUE (name)
);
CREATE TABLE shoot (
    title TEXT NOT NULL,
    client TEXT,
    note TEXT,
    archived_at TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
);
CREATE TABLE stack (
    kind TEXT NOT NULL,
    reason TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
);
CREATE TABLE step (
    op TEXT NOT NULL,
    count INTEGER NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
);
CREATE INDEX ix_step_state ON step (state);
CREATE TABLE tag (
    path TEXT NOT NULL,
    folded TEXT NOT NULL,
    parent_id INTEGER,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_tag_folded UNIQUE (folded),
    CONSTRAINT fk_tag_parent_id FOREIGN KEY(parent_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_tag_parent_id ON tag (parent_id);
CREATE TABLE folder (
    drive_id INTEGER NOT NULL,
    path TEXT NOT NULL,
    is_source INTEGER NOT NULL,
    is_watched INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_folder_drive_id_path UNIQUE (drive_id, path),
    CONSTRAINT fk_folder_drive_id FOREIGN KEY(drive_id) REFERENCES drive (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE image (
    step_id INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT,
    packed BLOB NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT fk_image_step_id FOREIGN KEY(step_id) REFERENCES step (id) ON DELETE CASCADE
);
CREATE INDEX ix_image_step_id ON image (step_id);
CREATE TABLE import_session (
    title TEXT,
    source TEXT NOT NULL,
    author_id INTEGER,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT fk_import_session_author_id FOREIGN KEY(author_id) REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE space (
    account_id INTEGER NOT NULL,
    server_space_id TEXT NOT NULL,
    name TEXT NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_space_account_id_server_space_id UNIQUE (account_id, server_space_id),
    CONSTRAINT fk_space_account_id FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE photo (
    uid TEXT NOT NULL,
    hothash TEXT,
    width INTEGER,
    height INTEGER,
    taken_at TEXT,
    taken_offset TEXT,
    taken_source TEXT,
    camera_make TEXT,
    camera_model TEXT,
    lens_model TEXT,
    focal_length DOUBLE,
    f_number DOUBLE,
    iso INTEGER,
    exposure_time TEXT,
    gps_latitude DOUBLE,
    gps_longitude DOUBLE,
    gps_altitude DOUBLE,
    image_format TEXT,
    file_size_bytes INTEGER,
    is_valid_image INTEGER NOT NULL,
    title TEXT,
    description TEXT,
    rating INTEGER NOT NULL,
    flag INTEGER NOT NULL,
    label TEXT,
    visibility INTEGER NOT NULL,
    place TEXT,
    author_id INTEGER,
    session_id INTEGER,
    stack_id INTEGER,
    stack_position INTEGER,
    trashed_at TEXT,
    added_at TEXT NOT NULL,
    corrected_at TEXT,
    corrected_latitude DOUBLE,
    corrected_longitude DOUBLE,
    rotation INTEGER NOT NULL,
    crop TEXT,
    exposure_adjust DOUBLE,
    shown_at TEXT GENERATED ALWAYS AS (coalesce(corrected_at, taken_at)) VIRTUAL,
    latitude DOUBLE GENERATED ALWAYS AS (CASE WHEN corrected_latitude IS NULL THEN gps_latitude ELSE corrected_latitude END) VIRTUAL,
    longitude DOUBLE GENERATED ALWAYS AS (CASE WHEN corrected_latitude IS NULL THEN gps_longitude ELSE corrected_longitude END) VIRTUAL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT ck_photo_rating CHECK (rating BETWEEN 0 AND 5),
    CONSTRAINT ck_photo_flag CHECK (flag BETWEEN -1 AND 1),
    CONSTRAINT ck_photo_visibility CHECK (visibility BETWEEN 0 AND 3),
    CONSTRAINT uq_photo_uid UNIQUE (uid),
    CONSTRAINT fk_photo_author_id FOREIGN KEY(author_id) REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_photo_session_id FOREIGN KEY(session_id) REFERENCES import_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_photo_stack_id FOREIGN KEY(stack_id) REFERENCES stack (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_photo_hothash ON photo (hothash);
CREATE INDEX ix_photo_rating ON photo (rating, shown_at, id);
CREATE INDEX ix_photo_session_id ON photo (session_id);
CREATE INDEX ix_photo_stack_id ON photo (stack_id);
CREATE INDEX ix_photo_timeline ON photo (trashed_at, shown_at, id);
CREATE TABLE collection_photo (
    collection_id INTEGER NOT NULL,
    photo_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_collection_photo_collection_id_photo_id UNIQUE (collection_id, photo_id),
    CONSTRAINT fk_collection_photo_collection_id FOREIGN KEY(collection_id) REFERENCES collection (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_collection_photo_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_collection_photo_photo_id ON collection_photo (photo_id);
CREATE TABLE "conflict" (
    photo_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    mine TEXT,
    theirs TEXT,
    noticed_at TEXT NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_conflict_photo_id_field UNIQUE (photo_id, field),
    CONSTRAINT fk_conflict_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE image_file (
    photo_id INTEGER NOT NULL,
    folder_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    inode INTEGER,
    sha256 TEXT,
    format TEXT NOT NULL,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    reading TEXT NOT NULL,
    problem TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_image_file_folder_id_name UNIQUE (folder_id, name),
    CONSTRAINT fk_image_file_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_image_file_folder_id FOREIGN KEY(folder_id) REFERENCES folder (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_image_file_identity ON image_file (sha256, size);
CREATE INDEX ix_image_file_photo_id ON image_file (photo_id);
CREATE INDEX ix_image_file_reading ON image_file (reading);
CREATE TABLE outbox (
    account_id INTEGER NOT NULL,
    photo_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    base TEXT,
    urgency INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    parked TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_outbox_account_id_photo_id_field UNIQUE (account_id, photo_id, field),
    CONSTRAINT fk_outbox_account_id FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_outbox_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_outbox_order ON outbox (account_id, urgency, id);
CREATE INDEX ix_outbox_photo_id ON outbox (photo_id);
CREATE TABLE photo_exif (
    photo_id INTEGER NOT NULL,
    exif TEXT NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_photo_exif_photo_id UNIQUE (photo_id),
    CONSTRAINT fk_photo_exif_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE photo_space (
    photo_id INTEGER NOT NULL,
    space_id INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_photo_space_space_id_photo_id UNIQUE (space_id, photo_id),
    CONSTRAINT fk_photo_space_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_photo_space_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_photo_space_photo_id ON photo_space (photo_id);
CREATE TABLE photo_tag (
    photo_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_photo_tag_tag_id_photo_id UNIQUE (tag_id, photo_id),
    CONSTRAINT fk_photo_tag_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_photo_tag_tag_id FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_photo_tag_photo_id ON photo_tag (photo_id);
CREATE TABLE remote_photo (
    account_id INTEGER NOT NULL,
    photo_id INTEGER NOT NULL,
    server_photo_id TEXT NOT NULL,
    version TEXT,
    base TEXT NOT NULL,
    machine TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_remote_photo_account_id_photo_id UNIQUE (account_id, photo_id),
    CONSTRAINT fk_remote_photo_account_id FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_remote_photo_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_remote_photo_photo_id ON remote_photo (photo_id);
CREATE TABLE session_file (
    session_id INTEGER NOT NULL,
    path TEXT NOT NULL,
    fate TEXT NOT NULL,
    code TEXT,
    message TEXT,
    photo_id INTEGER,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT fk_session_file_session_id FOREIGN KEY(session_id) REFERENCES import_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_session_file_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_session_file_fate ON session_file (session_id, fate);
CREATE INDEX ix_session_file_photo_id ON session_file (photo_id);
CREATE TABLE shoot_photo (
    shoot_id INTEGER NOT NULL,
    photo_id INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_shoot_photo_shoot_id_photo_id UNIQUE (shoot_id, photo_id),
    CONSTRAINT fk_shoot_photo_shoot_id FOREIGN KEY(shoot_id) REFERENCES shoot (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_shoot_photo_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_shoot_photo_photo_id ON shoot_photo (photo_id);
