-- What notices quote, the stamps by which people here agree to be quoted, and whom they agree to.

ALTER TABLE notices ADD COLUMN quote_policy INTEGER NULL;

CREATE TABLE quotes (
    notice_id INTEGER NOT NULL CONSTRAINT pk_quotes PRIMARY KEY,
    quoted_id INTEGER NULL,
    quoted_uri TEXT NOT NULL,
    state INTEGER NOT NULL,
    stamp_uri TEXT NULL,
    request_uri TEXT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT fk_quotes_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE,
    CONSTRAINT fk_quotes_notices_quoted_id FOREIGN KEY (quoted_id) REFERENCES notices (id) ON DELETE SET NULL
);

CREATE TABLE quote_stamps (
    id INTEGER NOT NULL CONSTRAINT pk_quote_stamps PRIMARY KEY,
    quoted_id INTEGER NOT NULL,
    quoting_uri TEXT NOT NULL,
    quoter_id INTEGER NOT NULL,
    issued_at INTEGER NOT NULL,
    revoked_at INTEGER NULL,
    CONSTRAINT fk_quote_stamps_notices_quoted_id FOREIGN KEY (quoted_id) REFERENCES notices (id) ON DELETE CASCADE,
    CONSTRAINT fk_quote_stamps_actors_quoter_id FOREIGN KEY (quoter_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE INDEX ix_quotes_quoted_id_notice_id ON quotes (quoted_id, notice_id) WHERE quoted_id is not null;
CREATE INDEX ix_quotes_request_uri ON quotes (request_uri) WHERE request_uri is not null;
CREATE INDEX ix_quotes_stamp_uri ON quotes (stamp_uri) WHERE stamp_uri is not null;
CREATE UNIQUE INDEX ix_quote_stamps_quoted_id_quoting_uri ON quote_stamps (quoted_id, quoting_uri);
CREATE INDEX ix_quote_stamps_quoter_id ON quote_stamps (quoter_id);
