import assert from 'node:assert/strict'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as client from 'openid-client'
import { Browser } from './browser.js'

const [issuer, id, secret, publicId, email, password] = process.argv.slice(2)
const insecure = { execute: [client.allowInsecureRequests] }
const redirect_uri = 'https://lens.example.com/back'
const browser = new Browser(issuer)

const confidential = await client.discovery(new URL(issuer), id, secret, undefined, insecure)
const open = await client.discovery(new URL(issuer), publicId, undefined, client.None(), insecure)
for (const config of [confidential, open]) client.enableNonRepudiationChecks(config)
assert.equal(confidential.serverMetadata().issuer, issuer)
console.log('discovery')

async function obtain(config, scope) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const expectedState = client.randomState()
  const expectedNonce = client.randomNonce()
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri,
    scope,
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  const { left, page } = await browser.allow(url, email, password)
  assert.ok(left, page)
  return client.authorizationCodeGrant(config, left, {
    pkceCodeVerifier,
    expectedState,
    expectedNonce,
    idTokenExpected: true,
  })
}

const tokens = await obtain(confidential, 'openid profile email offline_access user:read')
assert.equal(tokens.claims().aud, id)
assert.equal(tokens.claims().iss, issuer)
console.log('code')

const keys = createRemoteJWKSet(new URL(confidential.serverMetadata().jwks_uri))
const access = await jwtVerify(tokens.access_token, keys, { audience: 'coffer-api', typ: 'at+jwt', algorithms: ['EdDSA'] })
assert.equal(access.payload.client_id, id)
assert.ok(access.payload.exp - access.payload.iat <= 300)
console.log('jose')

const told = await client.fetchUserInfo(confidential, tokens.access_token, tokens.claims().sub)
assert.equal(told.email, email)
console.log('userinfo')

const refreshed = await client.refreshTokenGrant(confidential, tokens.refresh_token)
assert.notEqual(refreshed.refresh_token, tokens.refresh_token)
assert.equal(refreshed.claims().sub, tokens.claims().sub)
console.log('refresh')

assert.equal((await client.tokenIntrospection(confidential, refreshed.access_token)).active, true)
await client.tokenRevocation(confidential, refreshed.refresh_token)
assert.equal((await client.tokenIntrospection(confidential, refreshed.refresh_token)).active, false)
await assert.rejects(client.refreshTokenGrant(confidential, refreshed.refresh_token), { error: 'invalid_grant' })
console.log('introspection and revocation')

const own = await client.clientCredentialsGrant(confidential, { scope: 'user:read' })
assert.equal(own.token_type, 'bearer')
assert.equal((await jwtVerify(own.access_token, keys)).payload.sub, id)
console.log('client credentials')

const publicTokens = await obtain(open, 'openid offline_access user:read')
const again = await client.refreshTokenGrant(open, publicTokens.refresh_token)
await client.tokenRevocation(open, again.refresh_token)
await assert.rejects(client.refreshTokenGrant(open, again.refresh_token), { error: 'invalid_grant' })
console.log('public client')

const begun = await client.initiateDeviceAuthorization(open, { scope: 'user:read' })
const allowed = await browser.allow(begun.verification_uri_complete.replace('/activate', '/oauth2/device_verification'), email, password)
assert.match(allowed.page, /connected/)
const device = await client.pollDeviceAuthorizationGrant(open, { ...begun, interval: 1 })
assert.ok(device.refresh_token)
console.log('device')
