// What happens, as it happens, over one web socket.
import { createStreamingAPIClient } from "masto";
import { step, until } from "./journey.mjs";

/** Keeps what comes, from now on. */
function listen(subscription) {
  const heard = [];
  (async () => {
    for await (const event of subscription) heard.push(event);
  })();
  return heard;
}

/** Listens, and has something said, now and then, until the first of it is heard: a stream says nothing when it begins. */
async function begin(subscription, say) {
  const heard = listen(subscription);
  let looks = 0;
  await until(async () => {
    if (heard.length === 0 && looks++ % 20 === 0) await say();
    return heard.length > 0;
  });
  return heard;
}

export async function travel({ token, passerBy, me, other, theirs }) {
  const { streaming } = (await passerBy.v2.instance.fetch()).configuration.urls;
  const events = createStreamingAPIClient({ streamingApiUrl: streaming, accessToken: token });
  await events.prepare();

  await step("stream of oneself", async () => {
    const heard = await begin(events.user.subscribe(), () => me.v1.statuses.create({ status: "Is it there?" }));
    const hears = (event, such) => until(() => heard.some((e) => e.event === event && such(e.payload)));
    const said = await me.v1.statuses.create({ status: "First" });
    await hears("update", (status) => status.id === said.id);
    await me.v1.statuses.$select(said.id).update({ status: "Second" });
    await hears("status.update", (status) => status.content.includes("Second"));
    await me.v1.statuses.$select(said.id).remove();
    await hears("delete", (id) => id === said.id);
    await other.v1.statuses.create({ status: "@editor heard?" });
    await hears("notification", (told) => told.type === "mention");
    await me.v2.filters.create({ title: "New", context: ["home"] });
    await hears("filters_changed", () => true);
    return [...new Set(heard.map((e) => e.stream.join()))];
  });
  await step("stream of a tag", async () => {
    const [first] = await begin(events.hashtag.subscribe({ tag: "rivers" }), () => other.v1.statuses.create({ status: "#Rivers are long" }));
    return [first.event, first.stream, first.payload.account.acct];
  });
  await step("stream of a list", async () => {
    await me.v1.accounts.$select(theirs).follow();
    const list = await me.v1.lists.create({ title: "Streamed" });
    await me.v1.lists.$select(list.id).accounts.create({ accountIds: [theirs] });
    const [first] = await begin(events.list.subscribe({ list: list.id }), () => other.v1.statuses.create({ status: "Listed" }));
    return [first.event, first.stream[0], first.stream[1] === list.id];
  });
  await step("streams of everybody", async () => {
    const say = () => other.v1.statuses.create({ status: "To everybody" });
    const streams = [events.public.subscribe(), events.public.local.subscribe()];
    return [(await begin(streams[0], say))[0].stream, (await begin(streams[1], say))[0].stream];
  });
  await step("stream of direct messages", async () => {
    const [first] = await begin(events.direct.subscribe(), () => other.v1.statuses.create({ status: "@editor only you", visibility: "direct" }));
    return [first.event, first.payload.accounts.map((a) => a.acct), first.payload.unread];
  });
  await step("stream of notifications", async () => {
    const [first] = await begin(events.user.notification.subscribe(), () => other.v1.statuses.create({ status: "@editor look" }));
    return [first.event, first.payload.type, first.stream];
  });
  events.close();
}
