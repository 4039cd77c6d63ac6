-- What a person keeps for themselves: bookmarks, mutes, lists, notes, servers blocked, people shown, and what they want of whom they follow.

ALTER TABLE follows ADD COLUMN hides_repeats INTEGER NOT NULL DEFAULT 0;
ALTER TABLE follows ADD COLUMN notifies INTEGER NOT NULL DEFAULT 0;
ALTER TABLE follows ADD COLUMN languages TEXT NULL;

CREATE TABLE bookmarks (
    id INTEGER NOT NULL CONSTRAINT pk_bookmarks PRIMARY KEY,
    actor_id INTEGER NOT NULL,
    notice_id INTEGER NOT NULL,
    CONSTRAINT fk_bookmarks_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_bookmarks_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE TABLE mutes (
    id INTEGER NOT NULL CONSTRAINT pk_mutes PRIMARY KEY,
    muter_id INTEGER NOT NULL,
    muted_id INTEGER NOT NULL,
    hides_notifications INTEGER NOT NULL,
    ends_at INTEGER NULL,
    CONSTRAINT fk_mutes_actors_muter_id FOREIGN KEY (muter_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_mutes_actors_muted_id FOREIGN KEY (muted_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE person_lists (
    id INTEGER NOT NULL CONSTRAINT pk_person_lists PRIMARY KEY,
    owner_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    shown_replies INTEGER NOT NULL,
    is_exclusive INTEGER NOT NULL,
    CONSTRAINT fk_person_lists_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE list_members (
    list_id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    CONSTRAINT pk_list_members PRIMARY KEY (list_id, actor_id),
    CONSTRAINT fk_list_members_person_lists_list_id FOREIGN KEY (list_id) REFERENCES person_lists (id) ON DELETE CASCADE,
    CONSTRAINT fk_list_members_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE personal_notes (
    owner_id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_personal_notes PRIMARY KEY (owner_id, actor_id),
    CONSTRAINT fk_personal_notes_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_personal_notes_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE endorsements (
    id INTEGER NOT NULL CONSTRAINT pk_endorsements PRIMARY KEY,
    owner_id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    CONSTRAINT fk_endorsements_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_endorsements_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE personal_domain_blocks (
    id INTEGER NOT NULL CONSTRAINT pk_personal_domain_blocks PRIMARY KEY,
    owner_id INTEGER NOT NULL,
    host TEXT NOT NULL,
    CONSTRAINT fk_personal_domain_blocks_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE INDEX ix_bookmarks_actor_id_id ON bookmarks (actor_id, id);
CREATE UNIQUE INDEX ix_bookmarks_notice_id_actor_id ON bookmarks (notice_id, actor_id);
CREATE INDEX ix_endorsements_actor_id ON endorsements (actor_id);
CREATE UNIQUE INDEX ix_endorsements_owner_id_actor_id ON endorsements (owner_id, actor_id);
CREATE INDEX ix_list_members_actor_id ON list_members (actor_id);
CREATE INDEX ix_list_members_list_id_place ON list_members (list_id, place);
CREATE INDEX ix_mutes_ends_at ON mutes (ends_at) WHERE ends_at is not null;
CREATE INDEX ix_mutes_muted_id ON mutes (muted_id);
CREATE UNIQUE INDEX ix_mutes_muter_id_muted_id ON mutes (muter_id, muted_id);
CREATE INDEX ix_person_lists_owner_id_id ON person_lists (owner_id, id);
CREATE UNIQUE INDEX ix_personal_domain_blocks_owner_id_host ON personal_domain_blocks (owner_id, host);
CREATE INDEX ix_personal_notes_actor_id ON personal_notes (actor_id);
