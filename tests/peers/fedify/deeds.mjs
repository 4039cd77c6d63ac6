// What tests can tell this server to do: each is POST /control/{name} with JSON.
import { digest } from "@fedify/fedify/federation";
import { parseNodeInfo } from "@fedify/fedify/nodeinfo";
import {
  Accept, Add, Announce, Block, Create, Delete, EmojiReact, Flag, Follow, Like, Move, PUBLIC_COLLECTION, Reject, Remove, Tombstone, Undo, Update,
} from "@fedify/vocab";
import { Temporal } from "@js-temporal/polyfill";
import { misbehave } from "./misdeeds.mjs";
import { counted, emojis, write } from "./notes.mjs";
import { quoteDeeds } from "./quotes.mjs";
import { relayDeeds } from "./relays.mjs";
import { attempt, followersAnd, lookUp, send, sendToFollowers } from "./sending.mjs";

export const deeds = {
  ...quoteDeeds,
  ...relayDeeds,

  /**
   * {name, locked?, type?, displayName?, summary?, fields?, aliases?, movedTo?, alone?, secretive?, rsaBits?, relay?: mastodon|litepub,
   * refuses?} → its id.
   */
  async settle(world, { name, ...traits }) {
    await world.settle(name, traits);
    return { id: world.context.getActorUri(name).href, handle: `${name}@${world.context.host}` };
  },

  /** {as, …traits}: changes what the actor says of itself and tells its followers, and whoever else is named in to. */
  async change(world, { as, to = [], ...traits }) {
    const actor = world.actor(as);
    Object.assign(actor.traits, traits);
    const person = await world.federation.createContext(new Request(world.context.getActorUri(as)), world).getActor(as);
    return send(world, actor, followersAnd(actor, to), Update, { object: person, to: PUBLIC_COLLECTION });
  },

  /** {as}: gets new keys under the same ids, without telling anybody. */
  rekey: (world, { as }) => world.rekey(as),

  /** Everything that came in from {from}, a number of arrivals already known. */
  arrivals: (world, { from = 0 }) => ({ arrivals: world.arrivals.slice(from), next: world.arrivals.length }),

  /** {as, whom} */
  follow: (world, { as, whom }) => send(world, world.actor(as), [whom], Follow, { object: new URL(whom) }),

  followers: (world, { as }) => ({ ids: [...world.actor(as).followers.keys()] }),

  following: (world, { as }) => ({ ids: [...world.actor(as).following] }),

  /** {as, whom}: forgets a follower, or believes in one, without telling anybody. */
  forgetFollower: (world, { as, whom }) => void world.actor(as).followers.delete(whom),

  async imagineFollower(world, { as, whom }) {
    world.actor(as).followers.set(whom, await lookUp(world, whom));
  },

  /** {ids} → the digest of followers as FEP-8fcf makes it. */
  digest: async (_, { ids }) => ({ digest: Buffer.from(await digest(ids)).toString("hex") }),

  /** {as, follow, by}: the Follow's id and whose it is. */
  async accept(world, { as, follow, by }) {
    const actor = world.actor(as);
    actor.followers.set(by, await lookUp(world, by));
    return send(world, actor, [by], Accept, { object: asked(world, actor, follow, by) });
  },

  reject(world, { as, follow, by }) {
    const actor = world.actor(as);
    actor.followers.delete(by);
    return send(world, actor, [by], Reject, { object: asked(world, actor, follow, by) });
  },

  /** {as, activity, to}: takes back what was done. */
  undo(world, { as, activity, to }) {
    const undone = world.activities.get(activity);
    world.actor(as).following.delete(undone.objectId?.href);
    return send(world, world.actor(as), to, Undo, { object: undone, tos: undone.toIds, ccs: undone.ccIds });
  },

  /** See notes.mjs. {as, to, …}: to are the actors it is sent to beside the followers. */
  async note(world, { as, to = [], ...draft }) {
    const actor = world.actor(as);
    const note = write(world, actor, draft);
    world.objects.set(note.id.href, note);
    const sent = await send(world, actor, audience(actor, draft, to), Create, { object: note, tos: note.toIds, ccs: note.ccIds });
    actor.outbox.push(world.activities.get(sent.activity));
    return { id: note.id.href, ...sent };
  },

  /** The same to the followers alone, telling their servers beside it who there follows (FEP-8fcf). */
  async noteWithFollowers(world, { as, ...draft }) {
    const actor = world.actor(as);
    const note = write(world, actor, draft);
    world.objects.set(note.id.href, note);
    return { id: note.id.href, ...(await sendToFollowers(world, actor, Create, { object: note, tos: note.toIds, ccs: note.ccIds })) };
  },

  /** {as, object, to, …}: says it anew, with what is given changed. */
  async edit(world, { as, object, to = [], ...draft }) {
    const actor = world.actor(as);
    const note = write(world, actor, { ...draft, id: object, updated: true });
    world.objects.set(object, note);
    return send(world, actor, audience(actor, draft, to), Update, { object: note, tos: note.toIds, ccs: note.ccIds });
  },

  /** {as, object, votes, closed?}: tells how many chose what in a poll, and that it is over, which is no edit. */
  async count(world, { as, object, votes, closed, to = [] }) {
    const actor = world.actor(as);
    const question = counted(world.objects.get(object), votes, closed);
    world.objects.set(object, await question);
    return send(world, actor, followersAnd(actor, to), Update, { object: await question, to: PUBLIC_COLLECTION });
  },

  delete(world, { as, object, to = [] }) {
    const actor = world.actor(as);
    const tombstone = new Tombstone({ id: new URL(object) });
    world.objects.delete(object);
    return send(world, actor, followersAnd(actor, to), Delete, { object: tombstone, to: PUBLIC_COLLECTION });
  },

  /** {as, to, stays?}: the actor itself goes; afterwards its id answers 404, unless it only says so. */
  async leave(world, { as, to, stays }) {
    const actor = world.actor(as);
    const context = world.context;
    const recipients = await Promise.all(to.map((id) => lookUp(world, id)));
    const pairs = await context.getActorKeyPairs(as);
    const id = context.getActorUri(as);
    if (!stays)
      world.actors.delete(as);
    return attempt(() => context.sendActivity(
      pairs, recipients, new Delete({ id: new URL("#delete", id), actor: id, object: id, to: PUBLIC_COLLECTION })), { was: actor.name });
  },

  /** {as, object, content?, emojis?, to}: content is an emoji; see notes.mjs for emojis. */
  like(world, { as, object, to, ...reaction }) {
    world.actor(as).liked.push(object);
    return send(world, world.actor(as), to, Like, { object: new URL(object), ...reacted(world, reaction) });
  },

  react: (world, { as, object, to, ...reaction }) =>
    send(world, world.actor(as), to, EmojiReact, { object: new URL(object), ...reacted(world, reaction) }),

  async announce(world, { as, object, to = [], visibility = "public" }) {
    const actor = world.actor(as);
    const followers = world.context.getFollowersUri(as);
    return send(world, actor, followersAnd(actor, to), Announce, {
      object: new URL(object),
      tos: visibility === "public" ? [PUBLIC_COLLECTION] : [followers],
      ccs: visibility === "public" ? [followers] : [],
      published: Temporal.Now.instant(),
    });
  },

  /** {as, activity, to}: a group tells its followers what somebody else did. */
  announceActivity: (world, { as, activity, to = [] }) => send(world, world.actor(as), followersAnd(world.actor(as), to), Announce, {
    object: world.activities.get(activity),
    tos: [PUBLIC_COLLECTION],
    ccs: [world.context.getFollowersUri(as)],
  }),

  block: (world, { as, whom }) => send(world, world.actor(as), [whom], Block, { object: new URL(whom) }),

  /** {as, whom, objects, content}: a report. */
  flag: (world, { as, whom, objects = [], content }) =>
    send(world, world.actor(as), [whom], Flag, { objects: [whom, ...objects].map((id) => new URL(id)), content }),

  /** {as, target}: the actor's followers are asked to follow the target. */
  move(world, { as, target, to = [] }) {
    const actor = world.actor(as);
    actor.traits.movedTo = target;
    const id = world.context.getActorUri(as);
    return send(world, actor, followersAnd(actor, to), Move, { object: id, target: new URL(target), to: PUBLIC_COLLECTION });
  },

  pin(world, { as, object, to = [] }) {
    const actor = world.actor(as);
    actor.featured.push(object);
    return send(world, actor, followersAnd(actor, to), Add, { object: new URL(object), target: world.context.getFeaturedUri(as) });
  },

  unpin(world, { as, object, to = [] }) {
    const actor = world.actor(as);
    actor.featured = actor.featured.filter((id) => id !== object);
    return send(world, actor, followersAnd(actor, to), Remove, { object: new URL(object), target: world.context.getFeaturedUri(as) });
  },

  /** {as?, url}: what Fedify gets from an address, asked with the actor's signature or without one. */
  async fetch(world, { as, url }) {
    const { context } = world;
    const documentLoader = as === undefined ? context.documentLoader : await context.getDocumentLoader({ identifier: as });
    try {
      const { document, documentUrl } = await documentLoader(url);
      const object = await context.lookupObject(url, { documentLoader });
      const parsed = await object?.toJsonLd({ format: "compact", contextLoader: context.contextLoader });
      return { document, documentUrl, kind: object?.constructor.name ?? null, parsed: parsed ?? null };
    } catch (error) {
      return { error: error.message, status: error.response?.status ?? null };
    }
  },

  /** {url}: the ids in a collection, page by page, as Fedify walks it; those that cannot be fetched are left out. */
  async walk(world, { as, url }) {
    const { context } = world;
    const documentLoader = as === undefined ? context.documentLoader : await context.getDocumentLoader({ identifier: as });
    const collection = await context.lookupObject(url, { documentLoader });
    const ids = [];
    for await (const item of context.traverseCollection(collection, { documentLoader, suppressError: true }))
      ids.push(item.id?.href ?? null);
    return { kind: collection.constructor.name, total: collection.totalItems, ids };
  },

  /** {resource}: an address or acct:… as Fedify's WebFinger client finds it. */
  webfinger: async (world, { resource }) => ({ found: await world.context.lookupWebFinger(resource, { allowPrivateAddress: true }) }),

  /** {url}: NodeInfo as Fedify's strict parser reads it. Its client goes to public addresses only, so it is fetched here. */
  async nodeInfo(_, { url }) {
    const { links } = await (await fetch(new URL("/.well-known/nodeinfo", url))).json();
    const documents = await Promise.all(links.map(async (link) => (await fetch(link.href)).json()));
    return { found: documents.map((document) => parseNodeInfo(document)) };
  },

  misbehave,
};

const audience = (actor, draft, to) => (draft.visibility === "direct" ? to : followersAnd(actor, to));

const reacted = (world, { content, emojis: custom }) =>
  content === undefined ? {} : { content, tags: emojis({ emojis: custom }, world.context) };

// A Follow of somebody elsewhere, as far as an answer needs it.
const asked = (world, actor, follow, by) =>
  new Follow({ id: new URL(follow), actor: new URL(by), object: world.context.getActorUri(actor.name) });
