// Uses a server as somebody with megalodon would: megalodon.mjs BASE. Prints what came of each step as one JSON object.
import generator, { detector } from "megalodon";
import { authorize, finish, step, until } from "./journey.mjs";
import * as accounts from "./megalodon-accounts.mjs";
import * as personal from "./megalodon-personal.mjs";
import * as statuses from "./megalodon-statuses.mjs";
import * as streams from "./megalodon-streams.mjs";

const url = process.argv[2];
const passerBy = generator("mastodon", url);

/** Answers what each function answers, without what is around it. */
const open = (client) => new Proxy(client, {
  get: (_, name) => async (...given) => {
    const answer = await client[name](...given);
    return answer?.data !== undefined && answer.headers ? answer.data : answer;
  },
});

const app = await passerBy.registerApp("megalodon", { scopes: ["read", "write", "follow"], website: "https://app.test/" });

async function signIn(name) {
  const token = await passerBy.fetchAccessToken(app.client_id, app.client_secret, await authorize(name, app.url));
  return { token, client: generator("mastodon", url, token.access_token) };
}

const me = await signIn("Editor");
const other = await signIn("Sysop");
const travel = { url, passerBy: open(passerBy), me: open(me.client), other: open(other.client), client: me.client };
travel.mine = await travel.me.verifyAccountCredentials();
travel.theirs = await travel.other.verifyAccountCredentials();

await step("app", async () => [app.name, app.redirect_uri, app.website, me.token.scope, (await travel.me.verifyAppCredentials()).name]);
await step("kind of server", () => detector(url));
await step("who", () => [travel.mine.acct, travel.mine.source.privacy, travel.theirs.acct]);
await accounts.travel(travel);
await statuses.travel(travel);
await personal.travel(travel);
await streams.travel(travel);
await step("revoked", async () => {
  await travel.me.revokeToken(app.client_id, app.client_secret, me.token.access_token);
  return until(() => travel.me.verifyAccountCredentials().then(() => null, (error) => error.response.status));
});
finish();
