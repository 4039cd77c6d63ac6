// Reads a pushed message as an app would, with an implementation of its encryption that is not ours, and prints what it says.
// push.mjs MESSAGE: JSON of body, coding, key (the app's private one) and secret, and of the older coding salt and dh; all bytes in base64url.
import { createECDH } from 'node:crypto';
import ece from 'http_ece';

const message = JSON.parse(process.argv[2]);
const privateKey = createECDH('prime256v1');
privateKey.setPrivateKey(Buffer.from(message.key, 'base64url'));
const { coding: version, salt, dh, secret: authSecret } = message;
const older = version === 'aesgcm' ? { salt, dh } : {};
process.stdout.write(ece.decrypt(Buffer.from(message.body, 'base64url'), { version, privateKey, authSecret, ...older }));
