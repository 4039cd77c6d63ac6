// What no honest server does. Each is a request that must be refused.
import { signObject, signRequest } from "@fedify/fedify/sig";
import { Create, Note, PUBLIC_COLLECTION } from "@fedify/vocab";
import { Temporal } from "@js-temporal/polyfill";

/**
 * {as, kind, inbox, spec?, victim?, forged?} → the answer's status and text.
 * kind: honest, unsigned, wrongDigest, changedBody, anothersKey, forgedId, forgedNote, forgedAuthor, stale; with proofs proven,
 * brokenProof, anothersProof, and forwarded, which is honest: somebody brings what another has proven.
 * victim is an actor of this server whose name is abused; forged an address on another's server.
 */
export async function misbehave(world, { as, kind, inbox, spec = "draft-cavage-http-signatures-12", victim, forged }) {
  const { context } = world;
  const me = world.actor(as);
  const number = crypto.randomUUID();
  const mine = context.getActorUri(as);
  const actor = ["anothersKey", "anothersProof", "forwarded"].includes(kind) ? context.getActorUri(victim) : mine;
  const note = new Note({
    id: kind === "forgedNote" ? new URL(forged) : new URL(`#notes/${number}`, actor),
    attribution: kind === "forgedAuthor" ? new URL(forged) : actor,
    content: `misdeed: ${kind}`,
    to: PUBLIC_COLLECTION,
    ccs: [context.getFollowersUri(context.parseUri(actor).identifier)],
    published: Temporal.Now.instant(),
  });
  const create = new Create({
    id: kind === "forgedId" ? new URL(forged) : new URL(`#creates/${number}`, actor), actor, object: note, to: PUBLIC_COLLECTION,
  });
  let body = JSON.stringify(await print(context, create, kind, kind === "forwarded" ? victim : as));
  let request = post(inbox, body);
  if (kind !== "unsigned") {
    const key = me.keys[0];
    const stale = kind === "stale" ? Temporal.Now.instant().subtract({ hours: 48 }) : undefined;
    request = await signRequest(request, key.privateKey, new URL("#main-key", mine), { spec, currentTime: stale });
  }
  if (kind === "changedBody" || kind === "wrongDigest") {
    body = body.replace("misdeed", "meddled");
    request = new Request(inbox, { method: "POST", headers: request.headers, body });
  }
  if (kind === "wrongDigest")
    await redigest(request, body);
  const answer = await fetch(request);
  return { status: answer.status, text: await answer.text(), note: note.id.href };
}

async function print(context, create, kind, prover) {
  const options = { contextLoader: context.contextLoader, format: "compact" };
  if (!["proven", "brokenProof", "anothersProof", "forwarded"].includes(kind))
    return create.toJsonLd(options);
  const key = (await context.getActorKeyPairs(prover))[1];
  const proven = await signObject(create, key.privateKey, key.multikey.id, { contextLoader: context.contextLoader });
  // Fedify signs and sends the long name of everybody, and prints the short one.
  const json = JSON.parse(JSON.stringify(await proven.toJsonLd(options)).replaceAll('"as:Public"', JSON.stringify(PUBLIC_COLLECTION.href)));
  if (kind === "brokenProof")
    json.object.content = `misdeed: ${kind}, and another text than the proven one`;
  return json;
}

function post(inbox, body) {
  return new Request(inbox, { method: "POST", headers: { "Content-Type": "application/activity+json" }, body });
}

// Says the digest of what is really sent, which is not what was signed.
async function redigest(request, body) {
  const digest = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(body))).toString("base64");
  if (request.headers.has("Content-Digest"))
    request.headers.set("Content-Digest", `sha-256=:${digest}:`);
  else
    request.headers.set("Digest", `SHA-256=${digest}`);
}
