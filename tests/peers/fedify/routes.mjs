// What this server shows: actors, their collections and notes. Fedify does the rest (WebFinger, signatures, JSON-LD).
import {
  Accept, Activity, Application, Delete, Endpoints, Follow, Group, Image, Note, Person, PropertyValue, Question, QuoteAuthorization, QuoteRequest, Reject,
  Service, Undo,
} from "@fedify/vocab";
import { keep } from "./arrivals.mjs";
import { otherKinds } from "./notes.mjs";
import { hearAgreement, hearRequest, hearRevocation } from "./quotes.mjs";
import { hearLeaving, hearSubscription, passOn } from "./relays.mjs";

const kinds = { Application, Group, Person, Service };
export const isPublic = (object) =>
  [...object.toIds, ...object.ccIds].some((id) => id.href === "https://www.w3.org/ns/activitystreams#Public");

export function routes(federation, world) {
  federation
    .setActorDispatcher("/people/{identifier}", shapeActor)
    .setKeyPairsDispatcher((context, name) => context.data.actors.get(name)?.keys ?? [])
    .authorize((context, name) => !world.actors.get(name)?.traits.secretive || isSigned(context));
  for (const kind of [...Object.values(otherKinds), Note, Question, QuoteAuthorization]) {
    federation
      .setObjectDispatcher(kind, `/people/{identifier}/${kind.name.toLowerCase()}s/{number}`, (context, values) => find(context, kind, values))
      .authorize(async (context, values) => isReadable(find(context, kind, values)) || isSigned(context));
  }
  federation.setObjectDispatcher(Activity, "/people/{identifier}/deeds/{number}",
    (context, values) => world.activities.get(context.getObjectUri(Activity, values).href) ?? null);
  collections(federation, world);
  federation.setNodeInfoDispatcher("/nodeinfo/2.1", () => ({
    software: { name: "fedify-peer", version: "1.0.0" },
    protocols: ["activitypub"],
    usage: { users: { total: world.actors.size }, localPosts: world.objects.size, localComments: 0 },
  }));
  federation
    .setInboxListeners("/people/{identifier}/inbox", "/inbox")
    .setSharedKeyDispatcher(() => ({ identifier: "server" }))
    .on(Follow, hearFollow)
    .on(Accept, hearAccept)
    .on(Reject, hearReject)
    .on(Undo, hearUndo)
    .on(Delete, hearDelete)
    .on(QuoteRequest, hearQuoteRequest)
    .on(Activity, hearAny);
}

async function shapeActor(context, name) {
  const actor = context.data.actors.get(name);
  if (actor === undefined)
    return null;
  const keys = await context.getActorKeyPairs(name);
  const { traits } = actor;
  return new kinds[traits.type ?? "Person"]({
    id: context.getActorUri(name),
    preferredUsername: name,
    name: traits.displayName ?? name,
    summary: traits.summary,
    url: new URL(`/@${name}`, context.origin),
    icon: traits.icon === undefined ? null : new Image({ url: new URL(traits.icon), mediaType: "image/png" }),
    attachments: (traits.fields ?? []).map(([field, value]) => new PropertyValue({ name: field, value })),
    manuallyApprovesFollowers: traits.locked ?? false,
    aliases: (traits.aliases ?? []).map((alias) => new URL(alias)),
    successor: traits.movedTo === undefined ? null : new URL(traits.movedTo),
    inbox: context.getInboxUri(name),
    outbox: context.getOutboxUri(name),
    followers: context.getFollowersUri(name),
    following: context.getFollowingUri(name),
    featured: context.getFeaturedUri(name),
    liked: context.getLikedUri(name),
    endpoints: traits.alone ? null : new Endpoints({ sharedInbox: context.getInboxUri() }),
    publicKey: keys[0].cryptographicKey,
    assertionMethods: keys.map((key) => key.multikey),
  });
}

const find = (context, kind, values) => context.data.objects.get(context.getObjectUri(kind, values).href) ?? null;
const isReadable = (object) => object === null || object instanceof QuoteAuthorization || isPublic(object);

// The keys of those who ask are themselves asked for signed: servers that demand it get on with each other.
async function isSigned(context) {
  return (await context.getSignedKeyOwner({ documentLoader: await context.data.loader() })) !== null;
}

// The followers of one server are for that server alone (FEP-8fcf).
async function mayReadFollowers(context) {
  const server = context.url.searchParams.get("base-url");
  if (server === null)
    return true;
  const asker = await context.getSignedKeyOwner({ documentLoader: await context.data.loader() });
  return asker?.id?.origin === new URL(server).origin;
}

function collections(federation, world) {
  const all = (items) => ({ items });
  federation
    .setFollowersDispatcher("/people/{identifier}/followers", (_, name) => all([...world.actor(name).followers.values()]))
    .setCounter((_, name) => world.actor(name).followers.size)
    .authorize(mayReadFollowers);
  federation.setFollowingDispatcher("/people/{identifier}/following", (_, name) => all([...world.actor(name).following].map((id) => new URL(id))));
  federation
    .setOutboxDispatcher("/people/{identifier}/outbox", (_, name, page) => (page === null ? null : all(world.actor(name).outbox)))
    .setFirstCursor(() => "1")
    .setCounter((_, name) => world.actor(name).outbox.length);
  federation.setFeaturedDispatcher("/people/{identifier}/featured", (_, name) => all(world.actor(name).featured.map((id) => world.objects.get(id))));
  federation.setLikedDispatcher("/people/{identifier}/liked", (_, name) => all(world.actor(name).liked.map((id) => new URL(id))));
}

async function hearAny(context, activity) {
  await keep(context, activity);
  await passOn(context, activity);
}

async function hearDelete(context, deleted) {
  await hearAny(context, deleted);
  await hearRevocation(context, deleted);
}

async function hearQuoteRequest(context, request) {
  await keep(context, request);
  hearRequest(context, request);
}

async function hearFollow(context, follow) {
  await keep(context, follow);
  if (await hearSubscription(context, follow))
    return;
  const actor = followedBy(context, follow);
  if (actor === undefined || actor.traits.locked)
    return;
  const follower = await follow.getActor(context);
  actor.followers.set(follower.id.href, follower);
  await context.sendActivity({ identifier: actor.name }, follower, new Accept({
    id: new URL(`#accepts/${crypto.randomUUID()}`, context.getActorUri(actor.name)),
    actor: context.getActorUri(actor.name),
    object: follow,
  }));
}

async function hearAccept(context, accept) {
  await keep(context, accept);
  const asked = context.data.activities.get(accept.objectId?.href ?? (await accept.getObject(context))?.id?.href);
  if (asked instanceof Follow && asked.objectId.href === accept.actorId.href)
    context.data.actor(context.parseUri(asked.actorId).identifier).following.add(accept.actorId.href);
  await hearAgreement(context, accept);
}

async function hearReject(context, reject) {
  await keep(context, reject);
  const asked = context.data.activities.get(reject.objectId?.href ?? (await reject.getObject(context))?.id?.href);
  if (asked instanceof Follow && asked.objectId.href === reject.actorId.href)
    context.data.actor(context.parseUri(asked.actorId).identifier).following.delete(reject.actorId.href);
}

async function hearUndo(context, undo) {
  await keep(context, undo);
  const undone = await undo.getObject(context);
  if (undone instanceof Follow && undone.actorId.href === undo.actorId.href) {
    followedBy(context, undone)?.followers.delete(undo.actorId.href);
    hearLeaving(context, undone);
  }
}

function followedBy(context, follow) {
  const parsed = context.parseUri(follow.objectId);
  return parsed?.type === "actor" ? context.data.actors.get(parsed.identifier) : undefined;
}
