-- Conversations of which a person wants to hear no more, and those between some alone.

CREATE TABLE conversation_mutes (
    owner_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    CONSTRAINT pk_conversation_mutes PRIMARY KEY (owner_id, notice_id),
    CONSTRAINT fk_conversation_mutes_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_conversation_mutes_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE TABLE direct_conversations (
    id bigint NOT NULL CONSTRAINT pk_direct_conversations PRIMARY KEY,
    owner_id bigint NOT NULL,
    is_unread boolean NOT NULL,
    CONSTRAINT fk_direct_conversations_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE direct_notices (
    conversation_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    CONSTRAINT pk_direct_notices PRIMARY KEY (conversation_id, notice_id),
    CONSTRAINT fk_direct_notices_direct_conversations_conversation_id FOREIGN KEY (conversation_id) REFERENCES direct_conversations (id) ON DELETE CASCADE,
    CONSTRAINT fk_direct_notices_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE INDEX ix_conversation_mutes_notice_id ON conversation_mutes (notice_id);
CREATE INDEX ix_direct_conversations_owner_id ON direct_conversations (owner_id);
CREATE INDEX ix_direct_notices_notice_id ON direct_notices (notice_id);
