-- Polls, attachments, custom emoji, former versions, and what kind of thing a notice was where it was written.

ALTER TABLE notices ADD COLUMN kind INTEGER NULL;

CREATE TABLE polls (
    notice_id INTEGER NOT NULL CONSTRAINT pk_polls PRIMARY KEY,
    is_multiple INTEGER NOT NULL,
    closes_at INTEGER NULL,
    closed_at INTEGER NULL,
    voters_count INTEGER NULL,
    CONSTRAINT fk_polls_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE TABLE poll_options (
    notice_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    votes_count INTEGER NOT NULL,
    CONSTRAINT pk_poll_options PRIMARY KEY (notice_id, position),
    CONSTRAINT fk_poll_options_polls_notice_id FOREIGN KEY (notice_id) REFERENCES polls (notice_id) ON DELETE CASCADE
);

CREATE TABLE poll_votes (
    notice_id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    uri TEXT NOT NULL,
    CONSTRAINT pk_poll_votes PRIMARY KEY (notice_id, actor_id, position),
    CONSTRAINT fk_poll_votes_polls_notice_id FOREIGN KEY (notice_id) REFERENCES polls (notice_id) ON DELETE CASCADE,
    CONSTRAINT fk_poll_votes_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE attachments (
    id INTEGER NOT NULL CONSTRAINT pk_attachments PRIMARY KEY,
    notice_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    media_type TEXT NULL,
    remote_url TEXT NOT NULL,
    preview_url TEXT NULL,
    description TEXT NULL,
    blurhash TEXT NULL,
    focal_x REAL NULL,
    focal_y REAL NULL,
    width INTEGER NULL,
    height INTEGER NULL,
    duration REAL NULL,
    CONSTRAINT fk_attachments_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE TABLE emojis (
    id INTEGER NOT NULL CONSTRAINT pk_emojis PRIMARY KEY,
    shortcode TEXT NOT NULL,
    host TEXT NOT NULL,
    uri TEXT NULL,
    image_url TEXT NOT NULL,
    media_type TEXT NULL,
    file TEXT NULL,
    updated_at INTEGER NOT NULL
);

CREATE TABLE notice_versions (
    id INTEGER NOT NULL CONSTRAINT pk_notice_versions PRIMARY KEY,
    notice_id INTEGER NOT NULL,
    html TEXT NOT NULL,
    text TEXT NULL,
    summary TEXT NULL,
    is_sensitive INTEGER NOT NULL,
    at INTEGER NOT NULL,
    options TEXT NULL,
    CONSTRAINT fk_notice_versions_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_attachments_notice_id_position ON attachments (notice_id, position);
CREATE UNIQUE INDEX ix_emojis_file ON emojis (file) WHERE file is not null;
CREATE UNIQUE INDEX ix_emojis_host_shortcode ON emojis (host, shortcode);
CREATE INDEX ix_notice_versions_notice_id_id ON notice_versions (notice_id, id);
CREATE INDEX ix_poll_votes_actor_id ON poll_votes (actor_id);
