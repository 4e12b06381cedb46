// Verifies an access token by the published keys, as any service of somebody else's would.
import { createRemoteJWKSet, jwtVerify } from 'jose';

const [keys, token] = process.argv.slice(2);
const { payload, protectedHeader } = await jwtVerify(token, createRemoteJWKSet(new URL(keys)), {
  issuer: 'coffer',
  audience: 'coffer-api',
  typ: 'at+jwt',
  algorithms: ['EdDSA'],
  requiredClaims: ['sub', 'sid', 'tenant', 'jti', 'iat', 'exp'],
});
console.log(JSON.stringify({ sub: payload.sub, tenant: payload.tenant, kid: protectedHeader.kid }));
