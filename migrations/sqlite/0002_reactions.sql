-- What people answer with when they do not write: a like, or an emoji. (What they repeat is a notice.)

CREATE TABLE likes (
    id INTEGER NOT NULL CONSTRAINT pk_likes PRIMARY KEY,
    actor_id INTEGER NOT NULL,
    notice_id INTEGER NOT NULL,
    uri TEXT NOT NULL,
    emoji TEXT NOT NULL,
    emoji_url TEXT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT fk_likes_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_likes_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE INDEX ix_likes_actor_id_id ON likes (actor_id, id);
CREATE UNIQUE INDEX ix_likes_notice_id_actor_id_emoji ON likes (notice_id, actor_id, emoji);
CREATE INDEX ix_likes_notice_id_id ON likes (notice_id, id);
CREATE INDEX ix_likes_uri ON likes (uri);

CREATE INDEX ix_notices_repeat_of_id_id ON notices (repeat_of_id, id) WHERE repeat_of_id is not null;
