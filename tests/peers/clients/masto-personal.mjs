// What only oneself sees: notifications, conversations, filters, markers, preferences.
import { acct, step, until } from "./journey.mjs";

export async function travel({ me, other, mine, theirs }) {
  const own = other.v1.accounts.$select(mine);
  const types = (told) => told.map((n) => n.type).sort();

  await step("conversations", async () => {
    await other.v1.statuses.create({ status: "@editor just us", visibility: "direct" });
    const [talk] = await until(() => me.v1.conversations.list(), (found) => found.length > 0);
    const one = me.v1.conversations.$select(talk.id);
    const read = (await one.read()).unread;
    const unread = (await one.unread()).unread;
    await one.remove();
    return [talk.unread, acct(talk.accounts), talk.lastStatus.visibility, read, unread, (await me.v1.conversations.list()).length];
  });
  await step("notifications", async () => {
    await me.v1.notifications.clear();
    const said = await me.v1.statuses.create({ status: "Tell me" });
    await other.v1.statuses.$select(said.id).favourite();
    await other.v1.statuses.$select(said.id).reblog();
    await other.v1.statuses.create({ status: "@editor hello" });
    await own.follow();
    const told = await until(() => me.v1.notifications.list(), (found) => found.length === 4);
    const count = (await me.v1.notifications.unreadCount.fetch()).count;
    const some = types(await me.v1.notifications.list({ types: ["mention", "follow"] }));
    const rest = types(await me.v1.notifications.list({ excludeTypes: ["follow"], accountId: theirs }));
    const one = me.v1.notifications.$select(told[0].id);
    const fetched = (await one.fetch()).type;
    await one.dismiss();
    return [types(told), count, some, rest, fetched, (await me.v1.notifications.list()).length];
  });
  await step("grouped", async () => {
    const found = await me.v2.notifications.list({ expandAccounts: "full", groupedTypes: ["favourite", "reblog"] });
    const group = found.notificationGroups.find((g) => g.type === "favourite");
    const one = me.v2.notifications.$select(group.groupKey);
    const fetched = (await one.fetch()).notificationGroups[0];
    const by = acct(await one.accounts.fetch());
    const count = (await me.v2.notifications.unreadCount.fetch({ types: ["favourite"] })).count;
    await one.dismiss();
    return [
      types(found.notificationGroups), group.sampleAccountIds, acct(found.accounts), found.statuses.some((s) => s.id === group.statusId),
      fetched.groupKey === group.groupKey, by, count, types((await me.v2.notifications.list()).notificationGroups),
    ].map((part) => (Array.isArray(part) ? part.map((p) => (p === theirs ? "sysop" : p)) : part));
  });
  // Nobody holds back what moderators say, so that it is the moderator here who holds back.
  await step("policy", async () => {
    const { notifications } = other.v1;
    const before = await other.v2.notifications.policy.fetch();
    const after = await other.v2.notifications.policy.update({ forNotFollowing: "filter", forPrivateMentions: "accept" });
    await own.unfollow();
    await me.v1.statuses.create({ status: "@sysop_1 held back" });
    const [held] = await until(() => notifications.requests.list(), (found) => found.length > 0);
    const one = notifications.requests.$select(held.id);
    const seen = [(await one.fetch()).account.acct, held.notificationsCount, (await notifications.requests.merged.fetch()).merged];
    await one.dismiss();
    const left = (await notifications.requests.list()).length;
    await me.v1.statuses.create({ status: "@sysop_1 once more" });
    await until(() => notifications.requests.list(), (found) => found.length > 0);
    await notifications.requests.accept({ id: [mine] });
    await until(() => notifications.list({ types: ["mention"] }), (found) => found.some((n) => n.status.content.includes("once more")));
    await other.v2.notifications.policy.update({ forNotFollowing: "accept" });
    return [before.forNotFollowing, after.forNotFollowing, ...seen, left, (await notifications.requests.list()).length];
  });
  await step("filters", async () => {
    const said = await other.v1.statuses.create({ status: "The cup is full of goals" });
    const filter = await me.v2.filters.create({
      title: "Sport", context: ["home", "public"], filterAction: "warn", expiresIn: 3600, keywordsAttributes: [{ keyword: "cup", wholeWord: true }],
    });
    const one = me.v2.filters.$select(filter.id);
    const keyword = await one.keywords.create({ keyword: "goals", wholeWord: false });
    const changed = await me.v2.filters.keywords.$select(keyword.id).update({ keyword: "goal", wholeWord: false });
    const exact = await one.statuses.create({ statusId: said.id });
    const seen = (await me.v1.statuses.$select(said.id).fetch()).filtered[0];
    const parts = [(await one.keywords.list()).map((k) => k.keyword), (await one.statuses.list()).length, (await me.v2.filters.statuses.$select(exact.id).fetch()).statusId === said.id];
    await me.v2.filters.statuses.$select(exact.id).remove();
    const first = (await one.keywords.list())[0];
    const rest = await one.update({ title: "Games", filterAction: "hide", context: ["thread"], keywordsAttributes: [{ id: first.id, _destroy: true }] });
    await me.v2.filters.keywords.$select(keyword.id).remove();
    const empty = await one.fetch();
    await one.remove();
    return [
      filter.keywords[0].keyword, filter.expiresAt !== null, changed.keyword, seen.filter.title, seen.keywordMatches, ...parts,
      rest.title, rest.filterAction, rest.context, rest.keywords.map((k) => k.keyword), empty.keywords.length, (await me.v2.filters.list()).length,
    ];
  });
  await step("older filters", async () => {
    const filter = await me.v1.filters.create({ phrase: "cup", context: ["home"], irreversible: true, wholeWord: true, expiresIn: 3600 });
    const one = me.v1.filters.$select(filter.id);
    const changed = await one.update({ phrase: "goal", context: ["thread"], irreversible: false, expiresIn: null });
    const seen = [(await one.fetch()).phrase, (await me.v1.filters.list()).map((f) => f.phrase)];
    await one.remove();
    return [filter.irreversible, filter.wholeWord, changed.irreversible, changed.expiresAt, ...seen, (await me.v1.filters.list()).length];
  });
  await step("markers", async () => {
    const set = await me.v1.markers.create({ home: { lastReadId: "12345" }, notifications: { lastReadId: "67890" } });
    const read = await me.v1.markers.fetch({ timeline: ["home", "notifications"] });
    return [set.home.lastReadId, read.notifications.lastReadId, read.home.version];
  });
  await step("preferences", async () => {
    const found = await me.v1.preferences.fetch();
    return [found["posting:default:visibility"], found["posting:default:language"], found["reading:expand:media"]];
  });
}
