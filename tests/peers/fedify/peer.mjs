// A server made of Fedify that does what tests tell it, and tells what it was sent and what it makes of that.
//   node peer.mjs PORT [cavage|rfc9421|any] [cavage|rfc9421]
// With a second word its inboxes read requests only that are signed so, as other servers do that know but one way. The third is how it signs
// what it sends to a server that it does not know.
// ActivityPub is at http://127.0.0.1:PORT. POST /control/{deed} with JSON does a deed and answers JSON; see deeds.mjs.
import { createServer } from "node:http";
import { MemoryKvStore, createFederation } from "@fedify/fedify";
import { deeds } from "./deeds.mjs";
import { witness } from "./arrivals.mjs";
import { routes } from "./routes.mjs";
import { World } from "./world.mjs";

const port = Number(process.argv[2]);
const reads = process.argv[3] ?? "any";
const signs = process.argv[4] ?? "rfc9421";
const origin = `http://127.0.0.1:${port}`;
const federation = createFederation({
  kv: new MemoryKvStore(),
  origin,
  allowPrivateAddress: true, // For tests on loopback. Signatures are verified as ever.
  circuitBreaker: false,
  firstKnock: signs === "cavage" ? "draft-cavage-http-signatures-12" : "rfc9421",
});
const world = new World(origin, federation);
routes(federation, world);
await world.settle("server", { type: "Application" });

createServer(async (incoming, outgoing) => {
  try {
    await reply(outgoing, await answer(await requestFrom(incoming)));
  } catch (error) {
    console.error(error);
    await reply(outgoing, Response.json({ error: String(error?.stack ?? error) }, { status: 500 }));
  }
}).listen(port, "127.0.0.1", () => console.log(`ready ${origin}`));

// Ends with whoever started it, also when that was killed.
process.stdin.on("end", () => process.exit(0)).resume();

async function answer(request) {
  const path = new URL(request.url).pathname;
  if (path.startsWith("/control/"))
    return Response.json((await deeds[path.slice("/control/".length)](world, await request.json())) ?? {});
  if (request.method === "POST")
    return witness(world, request, (seen) => (isReadable(seen) ? federation.fetch(seen, { contextData: world }) : unreadable()));
  return federation.fetch(request, { contextData: world });
}

function isReadable(request) {
  return reads === "any" || request.headers.has("signature-input") === (reads === "rfc9421");
}

function unreadable() {
  return Response.json({ error: `requests are to be signed by ${reads}` }, { status: 401 });
}

async function requestFrom(incoming) {
  const chunks = [];
  for await (const chunk of incoming)
    chunks.push(chunk);
  const headers = new Headers();
  for (let i = 0; i < incoming.rawHeaders.length; i += 2)
    headers.append(incoming.rawHeaders[i], incoming.rawHeaders[i + 1]);
  const body = chunks.length === 0 ? undefined : Buffer.concat(chunks);
  return new Request(new URL(incoming.url, origin), { method: incoming.method, headers, body });
}

async function reply(outgoing, response) {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
