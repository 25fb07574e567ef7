INSERT INTO camera (id, make, model) VALUES (1, 'Canon', 'EOS R5');
INSERT INTO tag (id, path, folded) VALUES (1, 'travel', 'travel');
INSERT INTO tag (id, path, folded, parent_id) VALUES (2, 'travel/Norway', 'travel/norway', 1);
INSERT INTO drive (id, volume_id, label) VALUES (1, 'blue', 'Blue');
INSERT INTO folder (id, drive_id, path, is_source, is_watched) VALUES (1, 1, '2024', 1, 0);
INSERT INTO photo (id, uid, title, rating, flag, label, visibility, taken_at, added_at, is_valid_image, rotation, camera_id)
VALUES (1, 'uid-1', 'Harbour', 5, 1, 'red', 3, '2024-06-15T14:30:00', '2024-08-01T12:00:00+00:00', 1, 0, 1);
INSERT INTO photo (id, uid, rating, flag, visibility, taken_at, corrected_at, added_at, is_valid_image, rotation)
VALUES (2, 'uid-2', 0, -1, 0, '2024-06-15T14:30:00', '2024-06-15T16:30:00', '2024-08-01T12:00:00+00:00', 1, 0);
INSERT INTO photo (id, uid, title, rating, flag, visibility, trashed_at, added_at, is_valid_image, rotation)
VALUES (3, 'uid-3', 'Ænes', 0, 0, 1, '2024-08-01T12:00:00+00:00', '2024-08-01T12:00:00+00:00', 1, 0);
INSERT INTO photo_tag (photo_id, tag_id) VALUES (1, 2);
