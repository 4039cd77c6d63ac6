// Who lives on this server and what they have done: kept in memory, gone with the process.
import { generateCryptoKeyPair } from "@fedify/fedify";

export class World {
  actors = new Map();
  objects = new Map(); // What was said, by id; a Tombstone once it is deleted.
  activities = new Map(); // What was done, by id, to undo it.
  requests = new Map(); // What others ask to quote, by the request's id.
  arrivals = []; // See arrivals.mjs.
  #numbers = 0;

  constructor(origin, federation) {
    this.origin = origin;
    this.federation = federation;
  }

  get context() {
    return this.federation.createContext(new URL(this.origin), this);
  }

  /** Fetches signed: in somebody's name, or in that of the server. */
  loader(name = "server") {
    return this.context.getDocumentLoader({ identifier: name });
  }

  /** A name for something new of an actor; nothing here is ever called the same again. */
  next(actor, kind) {
    this.#numbers += 1;
    return { identifier: actor.name, number: `${kind}${this.#numbers}` };
  }

  actor(name) {
    const actor = this.actors.get(name);
    if (actor === undefined)
      throw new Error(`nobody here is called ${name}`);
    return actor;
  }

  async settle(name, traits) {
    const actor = { name, traits, keys: await newKeys(traits), followers: new Map(), following: new Set(), outbox: [], featured: [], liked: [], subscribers: new Map() };
    this.actors.set(name, actor);
    return actor;
  }

  async rekey(name) {
    const actor = this.actor(name);
    actor.keys = await newKeys(actor.traits);
  }
}

const newKeys = async ({ rsaBits }) => [await rsa(rsaBits ?? 2048), await generateCryptoKeyPair("Ed25519")];

// Fedify makes RSA keys of 4096 bits; most servers, of 2048.
function rsa(bits) {
  if (bits === 4096)
    return generateCryptoKeyPair("RSASSA-PKCS1-v1_5");
  const algorithm = { name: "RSASSA-PKCS1-v1_5", modulusLength: bits, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
  return crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}
