-- Polls, attachments, custom emoji, former versions, and what kind of thing a notice was where it was written.

ALTER TABLE notices ADD COLUMN kind integer NULL;

CREATE TABLE polls (
    notice_id bigint NOT NULL CONSTRAINT pk_polls PRIMARY KEY,
    is_multiple boolean NOT NULL,
    closes_at bigint NULL,
    closed_at bigint NULL,
    voters_count bigint NULL,
    CONSTRAINT fk_polls_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE TABLE poll_options (
    notice_id bigint NOT NULL,
    position integer NOT NULL,
    title text NOT NULL,
    votes_count bigint NOT NULL,
    CONSTRAINT pk_poll_options PRIMARY KEY (notice_id, position),
    CONSTRAINT fk_poll_options_polls_notice_id FOREIGN KEY (notice_id) REFERENCES polls (notice_id) ON DELETE CASCADE
);

CREATE TABLE poll_votes (
    notice_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    position integer NOT NULL,
    uri text NOT NULL,
    CONSTRAINT pk_poll_votes PRIMARY KEY (notice_id, actor_id, position),
    CONSTRAINT fk_poll_votes_polls_notice_id FOREIGN KEY (notice_id) REFERENCES polls (notice_id) ON DELETE CASCADE,
    CONSTRAINT fk_poll_votes_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE attachments (
    id bigint NOT NULL CONSTRAINT pk_attachments PRIMARY KEY,
    notice_id bigint NOT NULL,
    position integer NOT NULL,
    kind integer NOT NULL,
    media_type text NULL,
    remote_url text NOT NULL,
    preview_url text NULL,
    description text NULL,
    blurhash text NULL,
    focal_x double precision NULL,
    focal_y double precision NULL,
    width integer NULL,
    height integer NULL,
    duration double precision NULL,
    CONSTRAINT fk_attachments_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE TABLE emojis (
    id bigint NOT NULL CONSTRAINT pk_emojis PRIMARY KEY,
    shortcode text NOT NULL,
    host text NOT NULL,
    uri text NULL,
    image_url text NOT NULL,
    media_type text NULL,
    file text NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE notice_versions (
    id bigint NOT NULL CONSTRAINT pk_notice_versions PRIMARY KEY,
    notice_id bigint NOT NULL,
    html text NOT NULL,
    text text NULL,
    summary text NULL,
    is_sensitive boolean NOT NULL,
    at bigint NOT NULL,
    options text NULL,
    CONSTRAINT fk_notice_versions_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_attachments_notice_id_position ON attachments (notice_id, position);
CREATE UNIQUE INDEX ix_emojis_file ON emojis (file) WHERE file is not null;
CREATE UNIQUE INDEX ix_emojis_host_shortcode ON emojis (host, shortcode);
CREATE INDEX ix_notice_versions_notice_id_id ON notice_versions (notice_id, id);
CREATE INDEX ix_poll_votes_actor_id ON poll_votes (actor_id);
