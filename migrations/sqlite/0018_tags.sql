-- Tags that people follow, and those that they show on their profiles.

CREATE TABLE followed_tags (
    id INTEGER NOT NULL CONSTRAINT pk_followed_tags PRIMARY KEY,
    owner_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    CONSTRAINT fk_followed_tags_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE featured_tags (
    id INTEGER NOT NULL CONSTRAINT pk_featured_tags PRIMARY KEY,
    owner_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT fk_featured_tags_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_featured_tags_owner_id_key ON featured_tags (owner_id, key);
CREATE INDEX ix_followed_tags_key ON followed_tags (key);
CREATE UNIQUE INDEX ix_followed_tags_owner_id_key ON followed_tags (owner_id, key);
