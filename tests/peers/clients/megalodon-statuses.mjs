// Statuses: writing, reading, and what one does with them.
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acct, ids, inHours, picture, step, until } from "./journey.mjs";

export async function travel({ url, passerBy, me, other, mine }) {
  let posted;

  await step("media", async () => {
    const folder = mkdtempSync(join(tmpdir(), "megalodon-"));
    const path = join(folder, "map.png");
    writeFileSync(path, picture(64, 32));
    const file = await me.uploadMedia(createReadStream(path), { description: "A map", focus: "0.5,-0.5" });
    rmSync(folder, { recursive: true });
    const described = await me.updateMedia(file.id, { description: "A map of the coast" });
    const fetched = await me.getMedia(file.id);
    posted = await me.postStatus("Maps of the coast #Maps", { media_ids: [file.id], sensitive: true, spoiler_text: "maps", visibility: "public", language: "en" });
    const [shown] = posted.media_attachments;
    return [
      file.type, file.meta.original.width, described.description, fetched.description,
      posted.spoiler_text, posted.sensitive, posted.language, posted.tags.map((t) => t.name), shown.description, (await fetch(shown.url)).status,
    ];
  });
  await step("edit", async () => {
    const changed = await me.editStatus(posted.id, { status: "Maps of the whole coast #Maps", spoiler_text: "all maps", media_ids: posted.media_attachments.map((m) => m.id) });
    const source = await me.getStatusSource(posted.id);
    return [changed.edited_at !== null, changed.media_attachments.length, source.text, source.spoiler_text];
  });
  await step("thread", async () => {
    const reply = await other.postStatus("@editor nice", { in_reply_to_id: posted.id });
    const context = await me.getStatusContext(posted.id, { limit: 5 });
    return [ids(context.descendants)[0] === reply.id, ids((await me.getStatusContext(reply.id)).ancestors)[0] === posted.id, (await me.getStatus(posted.id)).replies_count];
  });
  await step("favourite", async () => [
    (await other.favouriteStatus(posted.id)).favourited, ids(await other.getFavourites({ limit: 5 })).includes(posted.id),
    acct(await me.getStatusFavouritedBy(posted.id)), (await other.unfavouriteStatus(posted.id)).favourites_count,
  ]);
  await step("repeat", async () => [
    (await other.reblogStatus(posted.id)).reblog.id === posted.id, acct(await me.getStatusRebloggedBy(posted.id)), (await other.unreblogStatus(posted.id)).reblogged,
  ]);
  await step("bookmark", async () => [
    (await me.bookmarkStatus(posted.id)).bookmarked, ids(await me.getBookmarks({ limit: 5 })).includes(posted.id), (await me.unbookmarkStatus(posted.id)).bookmarked,
  ]);
  await step("pin", async () => [
    (await me.pinStatus(posted.id)).pinned, ids(await me.getAccountStatuses(mine.id, { pinned: true }))[0] === posted.id, (await me.unpinStatus(posted.id)).pinned,
  ]);
  await step("mute thread", async () => [(await me.muteStatus(posted.id)).muted, (await me.unmuteStatus(posted.id)).muted]);
  await step("quote", async () => {
    const quoting = await other.postStatus("See this", { quote_id: posted.id });
    const shown = await until(() => other.getStatus(quoting.id), (found) => found.quote?.state === "accepted");
    return shown.quote.quoted_status.id === posted.id;
  });
  await step("poll", async () => {
    const asked = await me.postStatus("Which way?", { poll: { options: ["North", "South", "West"], expires_in: 3600, multiple: true, hide_totals: false } });
    const voted = await other.votePoll(asked.poll.id, [0, 2]);
    const again = await me.editStatus(asked.id, { status: "Which way now?", poll: { options: ["East", "South"], expires_in: 7200, multiple: false } });
    return [
      asked.poll.multiple, voted.own_votes, voted.options.map((o) => o.votes_count), again.poll.options.map((o) => o.title),
      (await me.getPoll(again.poll.id)).votes_count,
    ];
  });
  await step("scheduled", async () => {
    const kept = await me.postStatus("Later", { scheduled_at: inHours(2) });
    const moved = await me.scheduleStatus(kept.id, inHours(3));
    const listed = await me.getScheduledStatuses({ limit: 5 });
    const fetched = (await me.getScheduledStatus(kept.id)).id === kept.id;
    await me.cancelScheduledStatus(kept.id);
    return [kept.params.text, moved.scheduled_at > kept.scheduled_at, listed.length, fetched, (await me.getScheduledStatuses()).length];
  });
  await step("delete", async () => {
    const wrong = await me.postStatus("Wrong");
    await me.deleteStatus(wrong.id);
    return me.getStatus(wrong.id).catch((error) => error.response.status);
  });
  await step("timelines", async () => {
    const home = await until(() => me.getHomeTimeline({ limit: 40 }), (found) => ids(found).includes(posted.id));
    return [
      ids(home).includes(posted.id),
      ids(await me.getLocalTimeline({ only_media: true, limit: 5 }))[0] === posted.id,
      ids(await passerBy.getPublicTimeline({ limit: 40 })).includes(posted.id),
      ids(await me.getTagTimeline("maps", { local: true, only_media: true }))[0] === posted.id,
      ids(await me.getAccountStatuses(mine.id, { only_media: true, exclude_replies: true, exclude_reblogs: true })).length,
      ids(await me.getAccountStatuses(mine.id, { max_id: posted.id })).includes(posted.id),
      ids(await me.getHomeTimeline({ min_id: posted.id, limit: 1 })).length,
    ];
  });
  await step("search", async () => {
    const found = await me.search(posted.url, { resolve: true });
    return [
      ids(found.statuses)[0] === posted.id,
      (await me.search("#map", { type: "hashtags", exclude_unreviewed: true })).hashtags.map((t) => t.name),
      acct((await me.search("sysop", { type: "accounts", following: true, limit: 5 })).accounts),
      ids((await me.search("coast", { type: "statuses", account_id: mine.id })).statuses)[0] === posted.id,
    ];
  });
  await step("tags", async () => {
    const followed = [(await me.followTag("maps")).following, (await me.getFollowedTags()).length, (await me.unfollowTag("maps")).following];
    const featured = await me.createFeaturedTag("Coast");
    const shown = (await me.getFeaturedTags()).map((t) => t.name);
    await me.deleteFeaturedTag(featured.id);
    return [(await me.getTag("maps")).name, ...followed, shown, (await me.getFeaturedTags()).length, (await me.getSuggestedTags()).map((t) => t.name.toLowerCase())];
  });
  await step("trends", async () => [await me.getInstanceTrends(5), await me.getInstanceAnnouncements()]);
  await step("instance", async () => {
    const found = await passerBy.getInstance();
    return [
      found.uri === new URL(url).host, found.urls.streaming_api.startsWith("ws"), found.configuration.statuses.max_characters, found.configuration.polls.max_options > 1,
      (await passerBy.getInstanceActivity()).length, await passerBy.getInstancePeers(), await passerBy.getInstanceCustomEmojis(),
    ];
  });
}
