-- What moderators tell everybody here, who has read it, and with which emoji people answer.

CREATE TABLE announcements (
    id bigint NOT NULL CONSTRAINT pk_announcements PRIMARY KEY,
    text text NOT NULL,
    html text NOT NULL,
    starts_at bigint NULL,
    ends_at bigint NULL,
    is_all_day boolean NOT NULL,
    published_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    by_id bigint NOT NULL,
    CONSTRAINT fk_announcements_actors_by_id FOREIGN KEY (by_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE announcement_reads (
    announcement_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    CONSTRAINT pk_announcement_reads PRIMARY KEY (announcement_id, actor_id),
    CONSTRAINT fk_announcement_reads_announcements_announcement_id FOREIGN KEY (announcement_id) REFERENCES announcements (id) ON DELETE CASCADE,
    CONSTRAINT fk_announcement_reads_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE announcement_reactions (
    announcement_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    emoji text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT pk_announcement_reactions PRIMARY KEY (announcement_id, actor_id, emoji),
    CONSTRAINT fk_announcement_reactions_announcements_announcement_id FOREIGN KEY (announcement_id) REFERENCES announcements (id) ON DELETE CASCADE,
    CONSTRAINT fk_announcement_reactions_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE INDEX ix_announcements_by_id ON announcements (by_id);
CREATE INDEX ix_announcement_reads_actor_id ON announcement_reads (actor_id);
CREATE INDEX ix_announcement_reactions_actor_id ON announcement_reactions (actor_id);
