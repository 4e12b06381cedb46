// A provider of OpenID Connect as others run it: the strict one of the npm package oidc-provider. Usage: node provider.js <redirect uri>
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const redirectUri = process.argv[2];
const people = {
  ada: { email: 'ada@example.com', email_verified: true, name: 'Ada Lovelace' },
  eve: { email: 'ada@example.com', email_verified: false, name: 'Eve' },
};

const listening = createServer();
listening.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${listening.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'coffer', client_secret: 'the client secret', redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    cookies: { keys: ['a key of the test'] },
    features: { devInteractions: { enabled: false } },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    interactions: { url: (ctx, interaction) => `/sign-in/${interaction.uid}` },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  });
  const answer = provider.callback();
  listening.on('request', async (request, response) => {
    if (!request.url.startsWith('/sign-in/')) {
      answer(request, response);
      return;
    }
    // Whoever says who they are is signed in as that, and agrees to everything.
    try {
      const accountId = request.headers['x-person'];
      const { prompt, params, grantId } = await provider.interactionDetails(request, response);
      if (prompt.name === 'login') {
        await provider.interactionFinished(request, response, { login: { accountId } });
        return;
      }
      const grant = grantId
        ? await provider.Grant.find(grantId)
        : new provider.Grant({ accountId, clientId: params.client_id });
      grant.addOIDCScope(params.scope);
      await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } },
        { mergeWithLastSubmission: true });
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  console.log(`issuer ${issuer}`);
});
