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
CREATE TABLE camera (
    make TEXT NOT NULL,
    model TEXT NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_camera_make_model UNIQUE (make, model)
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
CREATE TABLE lens (
    model TEXT NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_lens_model UNIQUE (model)
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
    undone_at TEXT,
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
CREATE TABLE tombstone (
    account_id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    server_photo_id TEXT NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_tombstone_account_id_uid UNIQUE (account_id, uid),
    CONSTRAINT fk_tombstone_account_id FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE photo (
    uid TEXT NOT NULL,
    hothash TEXT,
    name TEXT,
    look INTEGER,
    width INTEGER,
    height INTEGER,
    taken_at TEXT,
    taken_offset TEXT,
    taken_source TEXT,
    camera_id INTEGER,
    lens_id INTEGER,
    focal_length DOUBLE,
    f_number DOUBLE,
    iso INTEGER,
    exposure_time TEXT,
    exposure_seconds DOUBLE,
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
    CONSTRAINT fk_photo_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_photo_lens_id FOREIGN KEY(lens_id) REFERENCES lens (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_photo_author_id FOREIGN KEY(author_id) REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_photo_session_id FOREIGN KEY(session_id) REFERENCES import_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_photo_stack_id FOREIGN KEY(stack_id) REFERENCES stack (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_photo_added ON photo (added_at, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_photo_author_id ON photo (author_id);
CREATE INDEX ix_photo_camera ON photo (camera_id, shown_at, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_photo_damaged ON photo (is_valid_image) WHERE trashed_at IS NULL AND is_valid_image = 0;
CREATE INDEX ix_photo_exposure_seconds ON photo (exposure_seconds) WHERE trashed_at IS NULL;
CREATE INDEX ix_photo_f_number ON photo (f_number) WHERE trashed_at IS NULL;
CREATE INDEX ix_photo_flag ON photo (flag, shown_at, id) WHERE trashed_at IS NULL AND flag != 0;
CREATE INDEX ix_photo_focal_length ON photo (focal_length) WHERE trashed_at IS NULL;
CREATE INDEX ix_photo_format ON photo (image_format, shown_at, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_photo_height ON photo (height) WHERE trashed_at IS NULL;
CREATE INDEX ix_photo_hothash ON photo (hothash);
CREATE INDEX ix_photo_iso ON photo (iso) WHERE trashed_at IS NULL;
CREATE INDEX ix_photo_label ON photo (label, shown_at, id) WHERE trashed_at IS NULL AND label IS NOT NULL;
CREATE INDEX ix_photo_lens ON photo (lens_id, shown_at, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_photo_look ON photo (look);
CREATE INDEX ix_photo_name ON photo (name COLLATE "NOCASE", id) WHERE trashed_at IS NULL;
CREATE INDEX ix_photo_rating ON photo (rating, shown_at, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_photo_session_id ON photo (session_id);
CREATE INDEX ix_photo_size ON photo (file_size_bytes, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_photo_stack_id ON photo (stack_id);
CREATE INDEX ix_photo_time ON photo (shown_at, id, rating, flag, label, visibility, camera_id, lens_id, image_format) WHERE trashed_at IS NULL;
CREATE INDEX ix_photo_trash ON photo (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_photo_visibility ON photo (visibility, shown_at, id) WHERE trashed_at IS NULL AND visibility != 0;
CREATE INDEX ix_photo_where ON photo (latitude, longitude) WHERE latitude IS NOT NULL;
CREATE INDEX ix_photo_width ON photo (width) WHERE trashed_at IS NULL;
CREATE TABLE collection_photo (
    collection_id INTEGER NOT NULL,
    photo_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_collection_photo_collection_id_photo_id UNIQUE (collection_id, photo_id),
    CONSTRAINT fk_collection_photo_collection_id FOREIGN KEY(collection_id) REFERENCES collection (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_collection_photo_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_collection_photo_order ON collection_photo (collection_id, position);
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
    leads INTEGER NOT NULL,
    state TEXT NOT NULL,
    reading TEXT NOT NULL,
    problem TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_image_file_folder_id_name UNIQUE (folder_id, name),
    CONSTRAINT fk_image_file_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_image_file_folder_id FOREIGN KEY(folder_id) REFERENCES folder (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_image_file_away ON image_file (photo_id) WHERE state != 'present';
CREATE INDEX ix_image_file_folder_photo ON image_file (folder_id, photo_id);
CREATE INDEX ix_image_file_format_photo ON image_file (format, photo_id);
CREATE INDEX ix_image_file_identity ON image_file (sha256, size);
CREATE INDEX ix_image_file_photo_id ON image_file (photo_id);
CREATE INDEX ix_image_file_time ON image_file (mtime_ns);
CREATE INDEX ix_image_file_waiting ON image_file (reading) WHERE reading != 'hatched';
CREATE TABLE origin (
    photo_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    source TEXT NOT NULL,
    value TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_origin_photo_id_field UNIQUE (photo_id, field),
    CONSTRAINT fk_origin_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED
);
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
CREATE INDEX ix_photo_tag_photo_tag ON photo_tag (photo_id, tag_id);
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
CREATE TABLE shoot_photo (
    shoot_id INTEGER NOT NULL,
    photo_id INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_shoot_photo_shoot_id_photo_id UNIQUE (shoot_id, photo_id),
    CONSTRAINT fk_shoot_photo_shoot_id FOREIGN KEY(shoot_id) REFERENCES shoot (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_shoot_photo_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_shoot_photo_photo_id ON shoot_photo (photo_id);
CREATE TABLE session_file (
    session_id INTEGER NOT NULL,
    path TEXT NOT NULL,
    fate TEXT NOT NULL,
    code TEXT,
    message TEXT,
    photo_id INTEGER,
    file_id INTEGER,
    anew INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_session_file_session_id_path UNIQUE (session_id, path),
    CONSTRAINT fk_session_file_session_id FOREIGN KEY(session_id) REFERENCES import_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_session_file_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_session_file_file_id FOREIGN KEY(file_id) REFERENCES image_file (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_session_file_fate ON session_file (session_id, fate);
CREATE INDEX ix_session_file_file_id ON session_file (file_id);
CREATE INDEX ix_session_file_photo_id ON session_file (photo_id);
CREATE TABLE facet (kind TEXT NOT NULL, key NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TRIGGER facet_photo_new AFTER INSERT ON photo WHEN NEW.trashed_at IS NULL BEGIN INSERT INTO facet SELECT 'all', key, 1 FROM (WITH found(key) AS (SELECT 0 WHERE 0 IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'undated', key, 1 FROM (WITH found(key) AS (SELECT 0 WHERE NEW.shown_at IS NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'rating', key, 1 FROM (WITH found(key) AS (SELECT NEW.rating WHERE NEW.rating IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'flag', key, 1 FROM (WITH found(key) AS (SELECT NEW.flag WHERE NEW.flag IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'label', key, 1 FROM (WITH found(key) AS (SELECT NEW.label WHERE NEW.label IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'visibility', key, 1 FROM (WITH found(key) AS (SELECT NEW.visibility WHERE NEW.visibility IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'camera', key, 1 FROM (WITH found(key) AS (SELECT NEW.camera_id WHERE NEW.camera_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'lens', key, 1 FROM (WITH found(key) AS (SELECT NEW.lens_id WHERE NEW.lens_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'author', key, 1 FROM (WITH found(key) AS (SELECT NEW.author_id WHERE NEW.author_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'session', key, 1 FROM (WITH found(key) AS (SELECT NEW.session_id WHERE NEW.session_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'format', key, 1 FROM (WITH found(key) AS (SELECT NEW.image_format WHERE NEW.image_format IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'tag', key, 1 FROM (WITH found(key) AS (SELECT tag_id FROM photo_tag WHERE photo_id = NEW.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'collection', key, 1 FROM (WITH found(key) AS (SELECT collection_id FROM collection_photo WHERE photo_id = NEW.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'shoot', key, 1 FROM (WITH found(key) AS (SELECT shoot_id FROM shoot_photo WHERE photo_id = NEW.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'folder', key, 1 FROM (WITH found(key) AS (SELECT DISTINCT folder_id FROM image_file WHERE photo_id = NEW.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'drive', key, 1 FROM (WITH found(key) AS (SELECT DISTINCT drive_id FROM folder WHERE id IN (SELECT folder_id FROM image_file WHERE photo_id = NEW.id)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_photo_gone AFTER DELETE ON photo WHEN OLD.trashed_at IS NULL BEGIN INSERT INTO facet SELECT 'all', key, -1 FROM (WITH found(key) AS (SELECT 0 WHERE 0 IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'undated', key, -1 FROM (WITH found(key) AS (SELECT 0 WHERE OLD.shown_at IS NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'rating', key, -1 FROM (WITH found(key) AS (SELECT OLD.rating WHERE OLD.rating IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'flag', key, -1 FROM (WITH found(key) AS (SELECT OLD.flag WHERE OLD.flag IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'label', key, -1 FROM (WITH found(key) AS (SELECT OLD.label WHERE OLD.label IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'visibility', key, -1 FROM (WITH found(key) AS (SELECT OLD.visibility WHERE OLD.visibility IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'camera', key, -1 FROM (WITH found(key) AS (SELECT OLD.camera_id WHERE OLD.camera_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'lens', key, -1 FROM (WITH found(key) AS (SELECT OLD.lens_id WHERE OLD.lens_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'author', key, -1 FROM (WITH found(key) AS (SELECT OLD.author_id WHERE OLD.author_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'session', key, -1 FROM (WITH found(key) AS (SELECT OLD.session_id WHERE OLD.session_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'format', key, -1 FROM (WITH found(key) AS (SELECT OLD.image_format WHERE OLD.image_format IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'tag', key, -1 FROM (WITH found(key) AS (SELECT tag_id FROM photo_tag WHERE photo_id = OLD.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'collection', key, -1 FROM (WITH found(key) AS (SELECT collection_id FROM collection_photo WHERE photo_id = OLD.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'shoot', key, -1 FROM (WITH found(key) AS (SELECT shoot_id FROM shoot_photo WHERE photo_id = OLD.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'folder', key, -1 FROM (WITH found(key) AS (SELECT DISTINCT folder_id FROM image_file WHERE photo_id = OLD.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'drive', key, -1 FROM (WITH found(key) AS (SELECT DISTINCT drive_id FROM folder WHERE id IN (SELECT folder_id FROM image_file WHERE photo_id = OLD.id)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; END;
CREATE TRIGGER facet_photo_to_trash AFTER UPDATE OF trashed_at ON photo WHEN OLD.trashed_at IS NULL AND NEW.trashed_at IS NOT NULL BEGIN INSERT INTO facet SELECT 'all', key, -1 FROM (WITH found(key) AS (SELECT 0 WHERE 0 IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'undated', key, -1 FROM (WITH found(key) AS (SELECT 0 WHERE OLD.shown_at IS NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'rating', key, -1 FROM (WITH found(key) AS (SELECT OLD.rating WHERE OLD.rating IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'flag', key, -1 FROM (WITH found(key) AS (SELECT OLD.flag WHERE OLD.flag IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'label', key, -1 FROM (WITH found(key) AS (SELECT OLD.label WHERE OLD.label IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'visibility', key, -1 FROM (WITH found(key) AS (SELECT OLD.visibility WHERE OLD.visibility IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'camera', key, -1 FROM (WITH found(key) AS (SELECT OLD.camera_id WHERE OLD.camera_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'lens', key, -1 FROM (WITH found(key) AS (SELECT OLD.lens_id WHERE OLD.lens_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'author', key, -1 FROM (WITH found(key) AS (SELECT OLD.author_id WHERE OLD.author_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'session', key, -1 FROM (WITH found(key) AS (SELECT OLD.session_id WHERE OLD.session_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'format', key, -1 FROM (WITH found(key) AS (SELECT OLD.image_format WHERE OLD.image_format IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'tag', key, -1 FROM (WITH found(key) AS (SELECT tag_id FROM photo_tag WHERE photo_id = OLD.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'collection', key, -1 FROM (WITH found(key) AS (SELECT collection_id FROM collection_photo WHERE photo_id = OLD.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'shoot', key, -1 FROM (WITH found(key) AS (SELECT shoot_id FROM shoot_photo WHERE photo_id = OLD.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'folder', key, -1 FROM (WITH found(key) AS (SELECT DISTINCT folder_id FROM image_file WHERE photo_id = OLD.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'drive', key, -1 FROM (WITH found(key) AS (SELECT DISTINCT drive_id FROM folder WHERE id IN (SELECT folder_id FROM image_file WHERE photo_id = OLD.id)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; END;
CREATE TRIGGER facet_photo_from_trash AFTER UPDATE OF trashed_at ON photo WHEN OLD.trashed_at IS NOT NULL AND NEW.trashed_at IS NULL BEGIN INSERT INTO facet SELECT 'all', key, 1 FROM (WITH found(key) AS (SELECT 0 WHERE 0 IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'undated', key, 1 FROM (WITH found(key) AS (SELECT 0 WHERE NEW.shown_at IS NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'rating', key, 1 FROM (WITH found(key) AS (SELECT NEW.rating WHERE NEW.rating IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'flag', key, 1 FROM (WITH found(key) AS (SELECT NEW.flag WHERE NEW.flag IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'label', key, 1 FROM (WITH found(key) AS (SELECT NEW.label WHERE NEW.label IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'visibility', key, 1 FROM (WITH found(key) AS (SELECT NEW.visibility WHERE NEW.visibility IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'camera', key, 1 FROM (WITH found(key) AS (SELECT NEW.camera_id WHERE NEW.camera_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'lens', key, 1 FROM (WITH found(key) AS (SELECT NEW.lens_id WHERE NEW.lens_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'author', key, 1 FROM (WITH found(key) AS (SELECT NEW.author_id WHERE NEW.author_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'session', key, 1 FROM (WITH found(key) AS (SELECT NEW.session_id WHERE NEW.session_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'format', key, 1 FROM (WITH found(key) AS (SELECT NEW.image_format WHERE NEW.image_format IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'tag', key, 1 FROM (WITH found(key) AS (SELECT tag_id FROM photo_tag WHERE photo_id = NEW.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'collection', key, 1 FROM (WITH found(key) AS (SELECT collection_id FROM collection_photo WHERE photo_id = NEW.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'shoot', key, 1 FROM (WITH found(key) AS (SELECT shoot_id FROM shoot_photo WHERE photo_id = NEW.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'folder', key, 1 FROM (WITH found(key) AS (SELECT DISTINCT folder_id FROM image_file WHERE photo_id = NEW.id) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'drive', key, 1 FROM (WITH found(key) AS (SELECT DISTINCT drive_id FROM folder WHERE id IN (SELECT folder_id FROM image_file WHERE photo_id = NEW.id)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_undated_set AFTER UPDATE OF taken_at, corrected_at ON photo WHEN (OLD.shown_at IS NULL) != (NEW.shown_at IS NULL) AND NEW.trashed_at IS NULL AND OLD.trashed_at IS NULL BEGIN INSERT INTO facet SELECT 'undated', key, -1 FROM (WITH found(key) AS (SELECT 0 WHERE OLD.shown_at IS NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'undated', key, 1 FROM (WITH found(key) AS (SELECT 0 WHERE NEW.shown_at IS NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_rating_set AFTER UPDATE OF rating ON photo WHEN OLD.rating IS NOT NEW.rating AND NEW.trashed_at IS NULL AND OLD.trashed_at IS NULL BEGIN INSERT INTO facet SELECT 'rating', key, -1 FROM (WITH found(key) AS (SELECT OLD.rating WHERE OLD.rating IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'rating', key, 1 FROM (WITH found(key) AS (SELECT NEW.rating WHERE NEW.rating IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_flag_set AFTER UPDATE OF flag ON photo WHEN OLD.flag IS NOT NEW.flag AND NEW.trashed_at IS NULL AND OLD.trashed_at IS NULL BEGIN INSERT INTO facet SELECT 'flag', key, -1 FROM (WITH found(key) AS (SELECT OLD.flag WHERE OLD.flag IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'flag', key, 1 FROM (WITH found(key) AS (SELECT NEW.flag WHERE NEW.flag IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_label_set AFTER UPDATE OF label ON photo WHEN OLD.label IS NOT NEW.label AND NEW.trashed_at IS NULL AND OLD.trashed_at IS NULL BEGIN INSERT INTO facet SELECT 'label', key, -1 FROM (WITH found(key) AS (SELECT OLD.label WHERE OLD.label IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'label', key, 1 FROM (WITH found(key) AS (SELECT NEW.label WHERE NEW.label IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_visibility_set AFTER UPDATE OF visibility ON photo WHEN OLD.visibility IS NOT NEW.visibility AND NEW.trashed_at IS NULL AND OLD.trashed_at IS NULL BEGIN INSERT INTO facet SELECT 'visibility', key, -1 FROM (WITH found(key) AS (SELECT OLD.visibility WHERE OLD.visibility IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'visibility', key, 1 FROM (WITH found(key) AS (SELECT NEW.visibility WHERE NEW.visibility IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_camera_set AFTER UPDATE OF camera_id ON photo WHEN OLD.camera_id IS NOT NEW.camera_id AND NEW.trashed_at IS NULL AND OLD.trashed_at IS NULL BEGIN INSERT INTO facet SELECT 'camera', key, -1 FROM (WITH found(key) AS (SELECT OLD.camera_id WHERE OLD.camera_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'camera', key, 1 FROM (WITH found(key) AS (SELECT NEW.camera_id WHERE NEW.camera_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_lens_set AFTER UPDATE OF lens_id ON photo WHEN OLD.lens_id IS NOT NEW.lens_id AND NEW.trashed_at IS NULL AND OLD.trashed_at IS NULL BEGIN INSERT INTO facet SELECT 'lens', key, -1 FROM (WITH found(key) AS (SELECT OLD.lens_id WHERE OLD.lens_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'lens', key, 1 FROM (WITH found(key) AS (SELECT NEW.lens_id WHERE NEW.lens_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_author_set AFTER UPDATE OF author_id ON photo WHEN OLD.author_id IS NOT NEW.author_id AND NEW.trashed_at IS NULL AND OLD.trashed_at IS NULL BEGIN INSERT INTO facet SELECT 'author', key, -1 FROM (WITH found(key) AS (SELECT OLD.author_id WHERE OLD.author_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'author', key, 1 FROM (WITH found(key) AS (SELECT NEW.author_id WHERE NEW.author_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_session_set AFTER UPDATE OF session_id ON photo WHEN OLD.session_id IS NOT NEW.session_id AND NEW.trashed_at IS NULL AND OLD.trashed_at IS NULL BEGIN INSERT INTO facet SELECT 'session', key, -1 FROM (WITH found(key) AS (SELECT OLD.session_id WHERE OLD.session_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'session', key, 1 FROM (WITH found(key) AS (SELECT NEW.session_id WHERE NEW.session_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_format_set AFTER UPDATE OF image_format ON photo WHEN OLD.image_format IS NOT NEW.image_format AND NEW.trashed_at IS NULL AND OLD.trashed_at IS NULL BEGIN INSERT INTO facet SELECT 'format', key, -1 FROM (WITH found(key) AS (SELECT OLD.image_format WHERE OLD.image_format IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'format', key, 1 FROM (WITH found(key) AS (SELECT NEW.image_format WHERE NEW.image_format IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_tag_given AFTER INSERT ON photo_tag WHEN EXISTS (SELECT 1 FROM photo WHERE id = NEW.photo_id AND trashed_at IS NULL) BEGIN INSERT INTO facet SELECT 'tag', key, 1 FROM (WITH found(key) AS (SELECT NEW.tag_id WHERE NEW.tag_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_tag_taken AFTER DELETE ON photo_tag WHEN EXISTS (SELECT 1 FROM photo WHERE id = OLD.photo_id AND trashed_at IS NULL) BEGIN INSERT INTO facet SELECT 'tag', key, -1 FROM (WITH found(key) AS (SELECT OLD.tag_id WHERE OLD.tag_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; END;
CREATE TRIGGER facet_tag_moved AFTER UPDATE OF photo_id, tag_id ON photo_tag WHEN TRUE BEGIN INSERT INTO facet SELECT 'tag', key, -1 FROM (WITH found(key) AS (SELECT OLD.tag_id WHERE EXISTS (SELECT 1 FROM photo WHERE id = OLD.photo_id AND trashed_at IS NULL)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'tag', key, 1 FROM (WITH found(key) AS (SELECT NEW.tag_id WHERE EXISTS (SELECT 1 FROM photo WHERE id = NEW.photo_id AND trashed_at IS NULL)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_collection_given AFTER INSERT ON collection_photo WHEN EXISTS (SELECT 1 FROM photo WHERE id = NEW.photo_id AND trashed_at IS NULL) BEGIN INSERT INTO facet SELECT 'collection', key, 1 FROM (WITH found(key) AS (SELECT NEW.collection_id WHERE NEW.collection_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_collection_taken AFTER DELETE ON collection_photo WHEN EXISTS (SELECT 1 FROM photo WHERE id = OLD.photo_id AND trashed_at IS NULL) BEGIN INSERT INTO facet SELECT 'collection', key, -1 FROM (WITH found(key) AS (SELECT OLD.collection_id WHERE OLD.collection_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; END;
CREATE TRIGGER facet_collection_moved AFTER UPDATE OF photo_id, collection_id ON collection_photo WHEN TRUE BEGIN INSERT INTO facet SELECT 'collection', key, -1 FROM (WITH found(key) AS (SELECT OLD.collection_id WHERE EXISTS (SELECT 1 FROM photo WHERE id = OLD.photo_id AND trashed_at IS NULL)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'collection', key, 1 FROM (WITH found(key) AS (SELECT NEW.collection_id WHERE EXISTS (SELECT 1 FROM photo WHERE id = NEW.photo_id AND trashed_at IS NULL)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_shoot_given AFTER INSERT ON shoot_photo WHEN EXISTS (SELECT 1 FROM photo WHERE id = NEW.photo_id AND trashed_at IS NULL) BEGIN INSERT INTO facet SELECT 'shoot', key, 1 FROM (WITH found(key) AS (SELECT NEW.shoot_id WHERE NEW.shoot_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_shoot_taken AFTER DELETE ON shoot_photo WHEN EXISTS (SELECT 1 FROM photo WHERE id = OLD.photo_id AND trashed_at IS NULL) BEGIN INSERT INTO facet SELECT 'shoot', key, -1 FROM (WITH found(key) AS (SELECT OLD.shoot_id WHERE OLD.shoot_id IS NOT NULL) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; END;
CREATE TRIGGER facet_shoot_moved AFTER UPDATE OF photo_id, shoot_id ON shoot_photo WHEN TRUE BEGIN INSERT INTO facet SELECT 'shoot', key, -1 FROM (WITH found(key) AS (SELECT OLD.shoot_id WHERE EXISTS (SELECT 1 FROM photo WHERE id = OLD.photo_id AND trashed_at IS NULL)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'shoot', key, 1 FROM (WITH found(key) AS (SELECT NEW.shoot_id WHERE EXISTS (SELECT 1 FROM photo WHERE id = NEW.photo_id AND trashed_at IS NULL)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_file_new AFTER INSERT ON image_file WHEN TRUE BEGIN INSERT INTO facet SELECT 'folder', key, 1 FROM (WITH found(key) AS (SELECT NEW.folder_id WHERE EXISTS (SELECT 1 FROM photo WHERE id = NEW.photo_id AND trashed_at IS NULL) AND NOT EXISTS (SELECT 1 FROM image_file WHERE image_file.photo_id = NEW.photo_id AND image_file.id != NEW.id AND folder_id = NEW.folder_id)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'drive', key, 1 FROM (WITH found(key) AS (SELECT (SELECT drive_id FROM folder WHERE id = NEW.folder_id) WHERE (SELECT drive_id FROM folder WHERE id = NEW.folder_id) IS NOT NULL AND EXISTS (SELECT 1 FROM photo WHERE id = NEW.photo_id AND trashed_at IS NULL) AND NOT EXISTS (SELECT 1 FROM image_file JOIN folder ON folder.id = image_file.folder_id WHERE image_file.photo_id = NEW.photo_id AND image_file.id != NEW.id AND folder.drive_id = (SELECT drive_id FROM folder WHERE id = NEW.folder_id))) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_file_gone AFTER DELETE ON image_file WHEN TRUE BEGIN INSERT INTO facet SELECT 'folder', key, -1 FROM (WITH found(key) AS (SELECT OLD.folder_id WHERE EXISTS (SELECT 1 FROM photo WHERE id = OLD.photo_id AND trashed_at IS NULL) AND NOT EXISTS (SELECT 1 FROM image_file WHERE image_file.photo_id = OLD.photo_id AND image_file.id != OLD.id AND folder_id = OLD.folder_id)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'drive', key, -1 FROM (WITH found(key) AS (SELECT (SELECT drive_id FROM folder WHERE id = OLD.folder_id) WHERE (SELECT drive_id FROM folder WHERE id = OLD.folder_id) IS NOT NULL AND EXISTS (SELECT 1 FROM photo WHERE id = OLD.photo_id AND trashed_at IS NULL) AND NOT EXISTS (SELECT 1 FROM image_file JOIN folder ON folder.id = image_file.folder_id WHERE image_file.photo_id = OLD.photo_id AND image_file.id != OLD.id AND folder.drive_id = (SELECT drive_id FROM folder WHERE id = OLD.folder_id))) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; END;
CREATE TRIGGER facet_file_moved AFTER UPDATE OF photo_id, folder_id ON image_file WHEN OLD.photo_id IS NOT NEW.photo_id OR OLD.folder_id IS NOT NEW.folder_id BEGIN INSERT INTO facet SELECT 'folder', key, -1 FROM (WITH found(key) AS (SELECT OLD.folder_id WHERE EXISTS (SELECT 1 FROM photo WHERE id = OLD.photo_id AND trashed_at IS NULL) AND NOT EXISTS (SELECT 1 FROM image_file WHERE image_file.photo_id = OLD.photo_id AND image_file.id != OLD.id AND folder_id = OLD.folder_id)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'drive', key, -1 FROM (WITH found(key) AS (SELECT (SELECT drive_id FROM folder WHERE id = OLD.folder_id) WHERE (SELECT drive_id FROM folder WHERE id = OLD.folder_id) IS NOT NULL AND EXISTS (SELECT 1 FROM photo WHERE id = OLD.photo_id AND trashed_at IS NULL) AND NOT EXISTS (SELECT 1 FROM image_file JOIN folder ON folder.id = image_file.folder_id WHERE image_file.photo_id = OLD.photo_id AND image_file.id != OLD.id AND folder.drive_id = (SELECT drive_id FROM folder WHERE id = OLD.folder_id))) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + -1; INSERT INTO facet SELECT 'folder', key, 1 FROM (WITH found(key) AS (SELECT NEW.folder_id WHERE EXISTS (SELECT 1 FROM photo WHERE id = NEW.photo_id AND trashed_at IS NULL) AND NOT EXISTS (SELECT 1 FROM image_file WHERE image_file.photo_id = NEW.photo_id AND image_file.id != NEW.id AND folder_id = NEW.folder_id)) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; INSERT INTO facet SELECT 'drive', key, 1 FROM (WITH found(key) AS (SELECT (SELECT drive_id FROM folder WHERE id = NEW.folder_id) WHERE (SELECT drive_id FROM folder WHERE id = NEW.folder_id) IS NOT NULL AND EXISTS (SELECT 1 FROM photo WHERE id = NEW.photo_id AND trashed_at IS NULL) AND NOT EXISTS (SELECT 1 FROM image_file JOIN folder ON folder.id = image_file.folder_id WHERE image_file.photo_id = NEW.photo_id AND image_file.id != NEW.id AND folder.drive_id = (SELECT drive_id FROM folder WHERE id = NEW.folder_id))) SELECT key FROM found) WHERE TRUE ON CONFLICT (kind, key) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER facet_folder_new AFTER INSERT ON folder WHEN EXISTS (SELECT 1 FROM image_file WHERE folder_id = NEW.id) BEGIN DELETE FROM facet WHERE kind = 'drive'; INSERT INTO facet SELECT 'drive', drive_id, count(DISTINCT photo_id) FROM image_file JOIN folder ON folder.id = folder_id JOIN photo ON photo.id = photo_id WHERE trashed_at IS NULL GROUP BY drive_id; END;
CREATE TRIGGER facet_folder_gone AFTER DELETE ON folder WHEN EXISTS (SELECT 1 FROM image_file WHERE folder_id = OLD.id) BEGIN DELETE FROM facet WHERE kind = 'drive'; INSERT INTO facet SELECT 'drive', drive_id, count(DISTINCT photo_id) FROM image_file JOIN folder ON folder.id = folder_id JOIN photo ON photo.id = photo_id WHERE trashed_at IS NULL GROUP BY drive_id; END;
CREATE TRIGGER facet_folder_moved AFTER UPDATE OF drive_id ON folder WHEN EXISTS (SELECT 1 FROM image_file WHERE folder_id = NEW.id) BEGIN DELETE FROM facet WHERE kind = 'drive'; INSERT INTO facet SELECT 'drive', drive_id, count(DISTINCT photo_id) FROM image_file JOIN folder ON folder.id = folder_id JOIN photo ON photo.id = photo_id WHERE trashed_at IS NULL GROUP BY drive_id; END;
CREATE TABLE bucket (length INTEGER NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, preview_id INTEGER NOT NULL, PRIMARY KEY (length, name)) WITHOUT ROWID;
CREATE TABLE stale_hour (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER stale_hour_new AFTER INSERT ON photo WHEN TRUE BEGIN INSERT OR IGNORE INTO stale_hour SELECT substr(NEW.shown_at, 1, 13) WHERE NEW.shown_at IS NOT NULL AND NEW.trashed_at IS NULL; END;
CREATE TRIGGER stale_hour_gone AFTER DELETE ON photo WHEN TRUE BEGIN INSERT OR IGNORE INTO stale_hour SELECT substr(OLD.shown_at, 1, 13) WHERE OLD.shown_at IS NOT NULL AND OLD.trashed_at IS NULL; END;
CREATE TRIGGER stale_hour_set AFTER UPDATE OF taken_at, corrected_at, trashed_at, rating, hothash ON photo WHEN OLD.taken_at IS NOT NEW.taken_at OR OLD.corrected_at IS NOT NEW.corrected_at OR OLD.trashed_at IS NOT NEW.trashed_at OR OLD.rating IS NOT NEW.rating OR OLD.hothash IS NOT NEW.hothash BEGIN INSERT OR IGNORE INTO stale_hour SELECT substr(OLD.shown_at, 1, 13) WHERE OLD.shown_at IS NOT NULL AND OLD.trashed_at IS NULL; INSERT OR IGNORE INTO stale_hour SELECT substr(NEW.shown_at, 1, 13) WHERE NEW.shown_at IS NOT NULL AND NEW.trashed_at IS NULL; END;
CREATE VIEW photo_words AS SELECT
    id,
    words(title) AS title,
    words(description) AS description,
    words(place) AS place,
    (SELECT group_concat(words(name), ' · ') FROM image_file WHERE photo_id = photo.id) AS file,
    (SELECT group_concat(words(path), ' · ') FROM tag
        WHERE id IN (SELECT tag_id FROM photo_tag WHERE photo_id = photo.id)) AS tag
FROM photo;
CREATE VIRTUAL TABLE photo_text
USING fts5(title, description, place, file, tag, tokenize = 'ascii', prefix = '1 2 3');
CREATE TABLE word (text TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE stale_text (photo_id INTEGER PRIMARY KEY);
CREATE TRIGGER photo_text_photo_new AFTER INSERT ON photo BEGIN INSERT OR IGNORE INTO stale_text SELECT NEW.id; END;
CREATE TRIGGER photo_text_photo_set AFTER UPDATE OF title, description, place ON photo BEGIN INSERT OR IGNORE INTO stale_text SELECT NEW.id; END;
CREATE TRIGGER photo_text_photo_gone AFTER DELETE ON photo BEGIN INSERT OR IGNORE INTO stale_text SELECT OLD.id; END;
CREATE TRIGGER photo_text_file_new AFTER INSERT ON image_file BEGIN INSERT OR IGNORE INTO stale_text SELECT NEW.photo_id; END;
CREATE TRIGGER photo_text_file_set AFTER UPDATE OF name, photo_id ON image_file BEGIN INSERT OR IGNORE INTO stale_text SELECT OLD.photo_id UNION SELECT NEW.photo_id; END;
CREATE TRIGGER photo_text_file_gone AFTER DELETE ON image_file BEGIN INSERT OR IGNORE INTO stale_text SELECT OLD.photo_id; END;
CREATE TRIGGER photo_text_tag_given AFTER INSERT ON photo_tag BEGIN INSERT OR IGNORE INTO stale_text SELECT NEW.photo_id; END;
CREATE TRIGGER photo_text_tag_moved AFTER UPDATE ON photo_tag BEGIN INSERT OR IGNORE INTO stale_text SELECT OLD.photo_id UNION SELECT NEW.photo_id; END;
CREATE TRIGGER photo_text_tag_taken AFTER DELETE ON photo_tag BEGIN INSERT OR IGNORE INTO stale_text SELECT OLD.photo_id; END;
CREATE TRIGGER photo_text_tag_named AFTER UPDATE OF path ON tag BEGIN INSERT OR IGNORE INTO stale_text SELECT photo_id FROM photo_tag WHERE tag_id = NEW.id; END;
