-- Files of people here, and files of other servers that are passed on.

CREATE TABLE uploads (
    id INTEGER NOT NULL CONSTRAINT pk_uploads PRIMARY KEY,
    owner_id INTEGER NOT NULL,
    use INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL,
    source TEXT NULL,
    file TEXT NULL,
    preview_file TEXT NULL,
    media_type TEXT NULL,
    url TEXT NULL,
    preview_url TEXT NULL,
    width INTEGER NULL,
    height INTEGER NULL,
    duration REAL NULL,
    blurhash TEXT NULL,
    description TEXT NULL,
    focal_x REAL NULL,
    focal_y REAL NULL,
    created_at INTEGER NOT NULL,
    attached_at INTEGER NULL,
    detached_at INTEGER NULL,
    CONSTRAINT fk_uploads_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE cached_files (
    key TEXT NOT NULL CONSTRAINT pk_cached_files PRIMARY KEY,
    file TEXT NULL,
    preview_file TEXT NULL,
    bytes INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
);

ALTER TABLE attachments ADD COLUMN upload_id INTEGER NULL CONSTRAINT fk_attachments_uploads_upload_id REFERENCES uploads (id) ON DELETE CASCADE;

CREATE UNIQUE INDEX ix_attachments_upload_id ON attachments (upload_id) WHERE upload_id is not null;
CREATE INDEX ix_cached_files_used_at ON cached_files (used_at);
CREATE INDEX ix_uploads_created_at ON uploads (created_at);
CREATE UNIQUE INDEX ix_uploads_file ON uploads (file) WHERE file is not null;
CREATE INDEX ix_uploads_owner_id ON uploads (owner_id);
CREATE UNIQUE INDEX ix_uploads_preview_file ON uploads (preview_file) WHERE preview_file is not null;
