// What happens, as it happens: one web socket per stream.
import { once } from "node:events";
import { step, until } from "./journey.mjs";

const kinds = ["update", "status_update", "delete", "notification", "conversation", "parser-error", "error"];

/** Opens a stream; what it is sent is kept. */
async function listen(stream) {
  const heard = [];
  for (const kind of kinds) stream.on(kind, (what) => heard.push([kind, what]));
  await once(stream, "connect");
  return heard;
}

export async function travel({ client, me, other, theirs }) {
  /** The first that a stream is sent, once something has been said. */
  async function first(opening, say) {
    const stream = await opening;
    const heard = await listen(stream);
    await say();
    await until(() => heard.length > 0);
    stream.stop();
    return heard[0];
  }

  await step("stream of oneself", async () => {
    const stream = await client.userStreaming();
    const heard = await listen(stream);
    const hears = (kind, such) => until(() => heard.some(([what, of]) => what === kind && such(of)));
    const said = await me.postStatus("First");
    await hears("update", (status) => status.id === said.id);
    await me.editStatus(said.id, { status: "Second" });
    await hears("status_update", (status) => status.content.includes("Second"));
    await me.deleteStatus(said.id);
    await hears("delete", (id) => id === said.id);
    await other.postStatus("@editor heard?");
    await hears("notification", (told) => told.type === "mention");
    stream.stop();
    return heard.filter(([kind]) => kind.includes("error"));
  });
  await step("stream of everybody", async () => (await first(client.publicStreaming(), () => other.postStatus("To everybody")))[1].account.acct);
  await step("stream of here", async () => (await first(client.localStreaming(), () => other.postStatus("To everybody here")))[1].account.acct);
  await step("stream of a tag", async () => (await first(client.tagStreaming("rivers"), () => other.postStatus("#Rivers are long")))[1].tags[0].name);
  await step("stream of a list", async () => {
    await me.followAccount(theirs.id);
    const list = await me.createList("Streamed");
    await me.addAccountsToList(list.id, [theirs.id]);
    return (await first(client.listStreaming(list.id), () => other.postStatus("Listed")))[1].content;
  });
  await step("stream of direct messages", async () => {
    const [kind, talk] = await first(client.directStreaming(), () => other.postStatus("@editor only you", { visibility: "direct" }));
    return [kind, talk.accounts.map((a) => a.acct), talk.unread];
  });
}
