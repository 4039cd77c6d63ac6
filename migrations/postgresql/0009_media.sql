-- Files of people here, and files of other servers that are passed on.

CREATE TABLE uploads (
    id bigint NOT NULL CONSTRAINT pk_uploads PRIMARY KEY,
    owner_id bigint NOT NULL,
    use integer NOT NULL,
    kind integer NOT NULL,
    state integer NOT NULL,
    source text NULL,
    file text NULL,
    preview_file text NULL,
    media_type text NULL,
    url text NULL,
    preview_url text NULL,
    width integer NULL,
    height integer NULL,
    duration double precision NULL,
    blurhash text NULL,
    description text NULL,
    focal_x double precision NULL,
    focal_y double precision NULL,
    created_at bigint NOT NULL,
    attached_at bigint NULL,
    detached_at bigint NULL,
    CONSTRAINT fk_uploads_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE cached_files (
    key text NOT NULL CONSTRAINT pk_cached_files PRIMARY KEY,
    file text NULL,
    preview_file text NULL,
    bytes bigint NOT NULL,
    fetched_at bigint NOT NULL,
    used_at bigint NOT NULL
);

ALTER TABLE attachments ADD COLUMN upload_id bigint NULL CONSTRAINT fk_attachments_uploads_upload_id REFERENCES uploads (id) ON DELETE CASCADE;

CREATE UNIQUE INDEX ix_attachments_upload_id ON attachments (upload_id) WHERE upload_id is not null;
CREATE INDEX ix_cached_files_used_at ON cached_files (used_at);
CREATE INDEX ix_uploads_created_at ON uploads (created_at);
CREATE UNIQUE INDEX ix_uploads_file ON uploads (file) WHERE file is not null;
CREATE INDEX ix_uploads_owner_id ON uploads (owner_id);
CREATE UNIQUE INDEX ix_uploads_preview_file ON uploads (preview_file) WHERE preview_file is not null;
