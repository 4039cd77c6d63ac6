CREATE TABLE push_keys (
    id integer NOT NULL CONSTRAINT pk_push_keys PRIMARY KEY,
    private text NOT NULL
);

CREATE TABLE push_subscriptions (
    id bigint NOT NULL CONSTRAINT pk_push_subscriptions PRIMARY KEY,
    token_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    endpoint text NOT NULL,
    key text NOT NULL,
    secret text NOT NULL,
    is_standard boolean NOT NULL,
    alerts bigint NOT NULL,
    policy integer NOT NULL,
    CONSTRAINT fk_push_subscriptions_access_tokens_token_id FOREIGN KEY (token_id) REFERENCES access_tokens (id) ON DELETE CASCADE,
    CONSTRAINT fk_push_subscriptions_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_push_subscriptions_token_id ON push_subscriptions (token_id);
CREATE INDEX ix_push_subscriptions_owner_id ON push_subscriptions (owner_id);
