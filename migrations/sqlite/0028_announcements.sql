-- What moderators tell everybody here, who has read it, and with which emoji people answer.

CREATE TABLE announcements (
    id INTEGER NOT NULL CONSTRAINT pk_announcements PRIMARY KEY,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    starts_at INTEGER NULL,
    ends_at INTEGER NULL,
    is_all_day INTEGER NOT NULL,
    published_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    by_id INTEGER NOT NULL,
    CONSTRAINT fk_announcements_actors_by_id FOREIGN KEY (by_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE announcement_reads (
    announcement_id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    CONSTRAINT pk_announcement_reads PRIMARY KEY (announcement_id, actor_id),
    CONSTRAINT fk_announcement_reads_announcements_announcement_id FOREIGN KEY (announcement_id) REFERENCES announcements (id) ON DELETE CASCADE,
    CONSTRAINT fk_announcement_reads_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE announcement_reactions (
    announcement_id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    emoji TEXT NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT pk_announcement_reactions PRIMARY KEY (announcement_id, actor_id, emoji),
    CONSTRAINT fk_announcement_reactions_announcements_announcement_id FOREIGN KEY (announcement_id) REFERENCES announcements (id) ON DELETE CASCADE,
    CONSTRAINT fk_announcement_reactions_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE INDEX ix_announcements_by_id ON announcements (by_id);
CREATE INDEX ix_announcement_reads_actor_id ON announcement_reads (actor_id);
CREATE INDEX ix_announcement_reactions_actor_id ON announcement_reactions (actor_id);
