// Opens a push message as a browser does, and looks at who sent it as a push service does, by packages of others; prints both as one line of JSON.
// usage: node webpush.js <JSON with body, privateKey, auth in Base64url; authorization as it came; audience>
import { createECDH } from 'node:crypto';
import ece from 'http_ece';
import { importJWK, jwtVerify } from 'jose';

const asked = JSON.parse(process.argv[2]);
const browser = createECDH('prime256v1');
browser.setPrivateKey(Buffer.from(asked.privateKey, 'base64url'));
const plain = ece.decrypt(Buffer.from(asked.body, 'base64url'), {
  version: 'aes128gcm',
  privateKey: browser,
  authSecret: asked.auth,
});

const [, token, k] = asked.authorization.match(/^vapid t=([^,]+), ?k=([A-Za-z0-9_-]+)$/);
const point = Buffer.from(k, 'base64url');
const key = await importJWK({
  kty: 'EC',
  crv: 'P-256',
  x: point.subarray(1, 33).toString('base64url'),
  y: point.subarray(33).toString('base64url'),
}, 'ES256');
const { payload, protectedHeader } = await jwtVerify(token, key, { audience: asked.audience, algorithms: ['ES256'] });
console.log(JSON.stringify({ message: JSON.parse(plain.toString('utf8')), payload, header: protectedHeader, k }));
