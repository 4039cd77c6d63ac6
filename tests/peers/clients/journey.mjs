// What the journeys share: a step has its result or its error, so that the steps after it still tell something.
import { createInterface } from "node:readline/promises";
import { deflateSync, crc32 } from "node:zlib";

const results = {};
const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Does a step and keeps what came of it. */
export async function step(name, deed) {
  try {
    results[name] = await deed();
  } catch (error) {
    const body = error.response?.data ? ` ${JSON.stringify(error.response.data)}` : "";
    results[name] = `${error.name}: ${error.message}${body}`;
  }
}

/** Reads until what others did has arrived, which is a little later. */
export async function until(read, enough = Boolean) {
  for (let times = 0; times < 600; times++) {
    const found = await read();
    if (enough(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`it never came: ${enough}`);
}

/** Has somebody consent in their browser, and answers the code that the program gets. */
export async function authorize(name, url) {
  process.stdout.write(`authorize ${name} ${url}\n`);
  return (await answers.next()).value;
}

/** Says what came of everything. */
export function finish() {
  process.stdout.write(`${JSON.stringify(results)}\n`, () => process.exit(0));
}

/** A PNG of one colour. */
export function picture(width, height) {
  const chunk = (type, data) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const header = Buffer.from([0, 0, 0, width, 0, 0, 0, height, 8, 2, 0, 0, 0]);
  const rows = Buffer.alloc(height * (1 + 3 * width), 0x60).map((byte, at) => (at % (1 + 3 * width) === 0 ? 0 : byte));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

export const acct = (accounts) => accounts.map((account) => account.acct);
export const ids = (things) => things.map((thing) => thing.id);
export const inHours = (hours) => new Date(Date.now() + hours * 3600_000).toISOString();
