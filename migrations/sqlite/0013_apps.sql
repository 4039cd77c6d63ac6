-- Client programs that introduced themselves, the consent of people on its way to them, and their own tokens.

CREATE TABLE apps (
    id INTEGER NOT NULL CONSTRAINT pk_apps PRIMARY KEY,
    client_id TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    website TEXT NULL,
    redirect_uris TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE app_tokens (
    id INTEGER NOT NULL CONSTRAINT pk_app_tokens PRIMARY KEY,
    app_id INTEGER NOT NULL,
    token_hash TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT fk_app_tokens_apps_app_id FOREIGN KEY (app_id) REFERENCES apps (id) ON DELETE CASCADE
);

CREATE TABLE authorization_codes (
    id INTEGER NOT NULL CONSTRAINT pk_authorization_codes PRIMARY KEY,
    app_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    code_hash TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    scopes TEXT NOT NULL,
    challenge TEXT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER NULL,
    CONSTRAINT fk_authorization_codes_apps_app_id FOREIGN KEY (app_id) REFERENCES apps (id) ON DELETE CASCADE,
    CONSTRAINT fk_authorization_codes_accounts_account_id FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);

ALTER TABLE access_tokens ADD COLUMN app_id INTEGER NULL CONSTRAINT fk_access_tokens_apps_app_id REFERENCES apps (id) ON DELETE CASCADE;
ALTER TABLE access_tokens ADD COLUMN code_id INTEGER NULL;

CREATE INDEX ix_access_tokens_app_id ON access_tokens (app_id);
CREATE INDEX ix_access_tokens_code_id ON access_tokens (code_id) WHERE code_id is not null;
CREATE INDEX ix_app_tokens_app_id ON app_tokens (app_id);
CREATE UNIQUE INDEX ix_app_tokens_token_hash ON app_tokens (token_hash);
CREATE UNIQUE INDEX ix_apps_client_id ON apps (client_id);
CREATE INDEX ix_authorization_codes_account_id ON authorization_codes (account_id);
CREATE INDEX ix_authorization_codes_app_id ON authorization_codes (app_id);
CREATE UNIQUE INDEX ix_authorization_codes_code_hash ON authorization_codes (code_hash);
