// Uses a server as somebody with masto.js would: masto.mjs BASE. Prints what came of each step as one JSON object.
import { createOAuthAPIClient, createRestAPIClient } from "masto";
import { authorize, finish, step, until } from "./journey.mjs";
import * as accounts from "./masto-accounts.mjs";
import * as personal from "./masto-personal.mjs";
import * as statuses from "./masto-statuses.mjs";
import * as streams from "./masto-streams.mjs";

const url = process.argv[2];
const scopes = "read write follow push";
const redirectUri = "https://app.test/back";

const passerBy = createRestAPIClient({ url });
const oauth = createOAuthAPIClient({ url });
const app = await passerBy.v1.apps.create({ clientName: "masto.js", redirectUris: [redirectUri], scopes, website: "https://app.test/" });
const program = { clientId: app.clientId, clientSecret: app.clientSecret };

async function signIn(name) {
  const asked = new URLSearchParams({ response_type: "code", client_id: app.clientId, redirect_uri: redirectUri, scope: scopes });
  const code = await authorize(name, `${url}/oauth/authorize?${asked}`);
  const token = await oauth.token.create({ ...program, grantType: "authorization_code", redirectUri, code, scope: scopes });
  return { token: token.accessToken, api: createRestAPIClient({ url, accessToken: token.accessToken, mediaTimeout: 20_000 }) };
}

const me = await signIn("Editor");
const other = await signIn("Sysop");
const [mine, theirs] = [await me.api.v1.accounts.verifyCredentials(), await other.api.v1.accounts.verifyCredentials()];
const travel = { url, passerBy, token: me.token, me: me.api, other: other.api, mine: mine.id, theirs: theirs.id };

await step("app", async () => {
  const own = await me.api.v1.apps.verifyCredentials();
  return [app.name, app.redirectUris, own.name, own.website, own.scopes];
});
await step("app alone", async () => {
  const token = await oauth.token.create({ ...program, grantType: "client_credentials", redirectUri, scope: "read" });
  const alone = createRestAPIClient({ url, accessToken: token.accessToken });
  return [token.scope, (await alone.v1.apps.verifyCredentials()).name];
});
await step("who", () => [mine.acct, mine.source.privacy, mine.role.name, theirs.acct, theirs.role.name]);
await accounts.travel(travel);
await statuses.travel(travel);
await personal.travel(travel);
await streams.travel(travel);
await step("revoked", async () => {
  await oauth.revoke({ ...program, token: me.token });
  return until(() => me.api.v1.accounts.verifyCredentials().then(() => null, (error) => [error.name, error.statusCode]));
});
finish();
