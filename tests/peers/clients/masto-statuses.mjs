// Statuses: writing, reading, and what one does with them.
import { acct, ids, inHours, picture, step, until } from "./journey.mjs";

export async function travel({ url, passerBy, me, other, mine, theirs }) {
  const status = (id) => me.v1.statuses.$select(id);
  let posted;

  await step("media", async () => {
    const file = await me.v2.media.create({ file: new Blob([picture(64, 32)], { type: "image/png" }), description: "A map", focus: "0.5,-0.5" });
    const described = await me.v1.media.$select(file.id).update({ description: "A map of the coast" });
    const fetched = await me.v1.media.$select(file.id).fetch();
    posted = await me.v1.statuses.create({
      status: "Maps of the coast #Maps", mediaIds: [file.id], sensitive: true, spoilerText: "maps", visibility: "public", language: "en",
    });
    const [shown] = posted.mediaAttachments;
    return [
      file.type, file.meta.original.width, file.meta.focus.x, described.description, fetched.description,
      posted.spoilerText, posted.sensitive, posted.language, posted.tags.map((t) => t.name), shown.description, (await fetch(shown.url)).status,
    ];
  });
  await step("edit", async () => {
    const changed = await status(posted.id).update({
      status: "Maps of the whole coast #Maps", mediaIds: posted.mediaAttachments.map((m) => m.id),
      mediaAttributes: [{ id: posted.mediaAttachments[0].id, description: "The whole coast" }],
    });
    const history = await status(posted.id).history.list();
    const source = await status(posted.id).source.fetch();
    return [changed.editedAt !== null, changed.mediaAttachments.map((m) => m.description), history.length, history[0].spoilerText, source.text, source.spoilerText];
  });
  await step("thread", async () => {
    const reply = await other.v1.statuses.create({ status: "@editor nice", inReplyToId: posted.id });
    const context = await status(posted.id).context.fetch();
    const above = await status(reply.id).context.fetch();
    return [ids(context.descendants)[0] === reply.id, ids(above.ancestors)[0] === posted.id, reply.mentions.map((m) => m.acct), (await status(posted.id).fetch()).repliesCount];
  });
  await step("favourite", async () => {
    const liked = await other.v1.statuses.$select(posted.id).favourite();
    const listed = [ids(await other.v1.favourites.list({ limit: 1 }))[0] === posted.id, acct(await status(posted.id).favouritedBy.list())];
    const after = await other.v1.statuses.$select(posted.id).unfavourite();
    return [liked.favourited, liked.favouritesCount, ...listed, after.favourited, after.favouritesCount];
  });
  await step("repeat", async () => {
    const repeat = await other.v1.statuses.$select(posted.id).reblog({ visibility: "unlisted" });
    const by = acct(await status(posted.id).rebloggedBy.list());
    const after = await other.v1.statuses.$select(posted.id).unreblog();
    return [repeat.reblog.id === posted.id, repeat.visibility, by, after.id === posted.id, after.reblogged];
  });
  await step("bookmark", async () => {
    const kept = (await status(posted.id).bookmark()).bookmarked;
    const listed = ids(await me.v1.bookmarks.list()).includes(posted.id);
    return [kept, listed, (await status(posted.id).unbookmark()).bookmarked, (await me.v1.bookmarks.list()).length];
  });
  await step("pin", async () => {
    const pinned = (await status(posted.id).pin()).pinned;
    const listed = ids(await passerBy.v1.accounts.$select(mine).statuses.list({ pinned: true }));
    return [pinned, listed.length === 1 && listed[0] === posted.id, (await status(posted.id).unpin()).pinned];
  });
  await step("mute thread", async () => [(await status(posted.id).mute()).muted, (await status(posted.id).unmute()).muted]);
  await step("quote", async () => {
    const quoting = await other.v1.statuses.create({ status: "See this", quotedStatusId: posted.id, quoteApprovalPolicy: "nobody" });
    const listed = await until(() => status(posted.id).quotes.list(), (found) => found.length > 0);
    const shown = await until(() => other.v1.statuses.$select(quoting.id).fetch(), (found) => found.quote.state === "accepted");
    return [listed[0].id === quoting.id, shown.quote.quotedStatus.id === posted.id, quoting.quoteApproval.automatic];
  });
  await step("poll", async () => {
    const asked = await me.v1.statuses.create({ status: "Which way?", poll: { options: ["North", "South", "West"], expiresIn: 3600, multiple: true } });
    const voted = await other.v1.polls.$select(asked.poll.id).votes.create({ choices: [0, 2] });
    const seen = await me.v1.polls.$select(asked.poll.id).fetch();
    return [asked.poll.options.map((o) => o.title), asked.poll.multiple, voted.voted, voted.ownVotes, seen.options.map((o) => o.votesCount), seen.votersCount];
  });
  await step("scheduled", async () => {
    const kept = await me.v1.statuses.create({ status: "Later", scheduledAt: inHours(2) });
    const one = me.v1.scheduledStatuses.$select(kept.id);
    const moved = await one.update({ scheduledAt: inHours(3) });
    const listed = await me.v1.scheduledStatuses.list();
    const fetched = await one.fetch();
    await one.remove();
    return [kept.params.text, moved.scheduledAt > kept.scheduledAt, listed.length, fetched.id === kept.id, (await me.v1.scheduledStatuses.list()).length];
  });
  await step("several", async () => {
    const found = await passerBy.v1.statuses.fetch({ id: [posted.id, "1"] });
    return [found.length, found[0].id === posted.id];
  });
  await step("delete", async () => {
    const wrong = await me.v1.statuses.create({ status: "Wrong" });
    const gone = await status(wrong.id).remove();
    return [gone.text, await status(wrong.id).fetch().catch((error) => [error.name, error.statusCode])];
  });
  await step("once", async () => {
    const once = { requestInit: { headers: { "Idempotency-Key": "the same" } } };
    const [first, again] = [await me.v1.statuses.create({ status: "Once" }, once), await me.v1.statuses.create({ status: "Once" }, once)];
    return first.id === again.id;
  });
  await step("refused", () => me.v1.statuses.create({ status: "" }).catch((error) => [error.name, error.statusCode, typeof error.message]));
  await step("timelines", async () => {
    const home = await until(() => me.v1.timelines.home.list({ limit: 40 }), (found) => ids(found).includes(posted.id));
    return [
      ids(home).includes(posted.id),
      ids(await passerBy.v1.timelines.public.list({ local: true, onlyMedia: true }))[0] === posted.id,
      (await passerBy.v1.timelines.public.list({ remote: true })).length,
      ids(await passerBy.v1.timelines.tag.$select("maps").list({ local: true }))[0] === posted.id,
      ids(await passerBy.v1.accounts.$select(mine).statuses.list({ onlyMedia: true, excludeReplies: true, excludeReblogs: true, tagged: "maps" })).length,
    ];
  });
  await step("pages", async () => {
    const seen = [];
    for await (const page of me.v1.accounts.$select(mine).statuses.list({ limit: 1 })) seen.push(...ids(page));
    const all = ids(await me.v1.accounts.$select(mine).statuses.list({ limit: 40 }));
    const newer = await me.v1.timelines.public.list({ limit: 1, minId: all.at(-1) }).setDirection("prev");
    return [seen.join() === all.join(), all.length, newer.length];
  });
  await step("search", async () => {
    const found = await me.v2.search.list({ q: posted.url, resolve: true });
    return [
      ids(found.statuses)[0] === posted.id,
      (await me.v2.search.list({ q: "#map", type: "hashtags" })).hashtags.map((t) => t.name),
      acct((await me.v2.search.list({ q: "@sysop", type: "accounts", following: true })).accounts),
      ids((await me.v2.search.list({ q: "coast", type: "statuses", accountId: mine })).statuses)[0] === posted.id,
    ];
  });
  await step("tags", async () => {
    const tag = me.v1.tags.$select("Maps");
    const followed = [(await tag.follow()).following, (await me.v1.followedTags.list()).map((t) => t.name.toLowerCase()), (await tag.unfollow()).following];
    const featured = await me.v1.featuredTags.create({ name: "Coast" });
    const shown = (await passerBy.v1.accounts.$select(mine).featuredTags.list()).map((t) => t.name);
    await me.v1.featuredTags.$select(featured.id).remove();
    const again = [(await tag.feature()).featuring, (await me.v1.featuredTags.list()).length, (await tag.unfeature()).featuring];
    const suggested = (await me.v1.featuredTags.suggestions.list()).map((t) => t.name.toLowerCase());
    return [(await passerBy.v1.tags.$select("maps").fetch()).history.length, ...followed, shown, ...again, suggested];
  });
  await step("trends", async () => [
    await passerBy.v1.trends.tags.list(), await passerBy.v1.trends.statuses.list(), await passerBy.v1.trends.links.list(), await me.v1.announcements.list(),
  ]);
  await step("instance", async () => {
    const [one, two] = [await passerBy.v1.instance.fetch(), await passerBy.v2.instance.fetch()];
    return [
      one.title === two.title, one.urls.streamingApi === two.configuration.urls.streaming, two.domain === new URL(url).host, two.configuration.statuses.maxCharacters,
      (await passerBy.v1.instance.activity.list()).length, await passerBy.v1.instance.peers.list(), (await passerBy.v1.instance.languages.list()).length > 0,
      typeof (await passerBy.v1.instance.extendedDescription.fetch()).content, await passerBy.v1.instance.translationLanguages.list(),
      await passerBy.v1.instance.domainBlocks.fetch(), await passerBy.v1.customEmojis.list(),
    ];
  });
}
