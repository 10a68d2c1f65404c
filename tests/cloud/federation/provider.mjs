// The OpenID provider of the test cloud: npm's oidc-provider, certified by the OpenID Foundation, with one user and three clients.
//
//   node provider.mjs PORT CALLBACK [anything that names the cloud in the process list]
//
// CALLBACK is the URL of Apache's mod_auth_openidc, to which the provider sends a browser that signs in to Keystone itself.
import { createServer } from 'node:http';
import Provider, { errors } from 'oidc-provider';

const [port, callback] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const users = { alice: 'w0nderland-password' };

const clients = [
  {
    // openstack client and module: a program on the user's computer, which can keep no secret.
    client_id: 'command-line',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['http://127.0.0.1/', 'http://localhost/callback'],
    grant_types: ['authorization_code', 'refresh_token', 'password', 'urn:ietf:params:oauth:grant-type:device_code'],
  },
  {
    client_id: 'runbook',
    client_secret: 'runb00k-client-secret',
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials', 'password'],
  },
  {
    // Apache's mod_auth_openidc in front of Keystone.
    client_id: 'keystone',
    client_secret: 'keyst0ne-client-secret',
    redirect_uris: [callback],
    grant_types: ['authorization_code'],
  },
];

const page = (title, body) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;

const provider = new Provider(issuer, {
  clients,
  claims: { openid: ['sub'], profile: ['preferred_username'] },
  cookies: { keys: ['of the test cloud only'] },
  findAccount: (ctx, id) => (users[id] ? { accountId: id, claims: () => ({ sub: id, preferred_username: id }) } : undefined),
  extraTokenClaims: (ctx, token) => ({ preferred_username: token.accountId ?? token.clientId }),
  issueRefreshToken: (ctx, client) => client.grantTypeAllowed('refresh_token'),
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  pkce: { required: (ctx, client) => client.applicationType === 'native' },
  ttl: {
    AccessToken: 3600, AuthorizationCode: 60, ClientCredentials: 3600, DeviceCode: 600, Grant: 86400, IdToken: 3600, Interaction: 600,
    RefreshToken: 86400, Session: 600,
  },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true },
    deviceFlow: {
      enabled: true,
      userCodeInputSource: (ctx, form) => {
        ctx.body = page('Code', `${form}<button type="submit" form="op.deviceInputForm">Continue</button>`);
      },
      userCodeConfirmSource: (ctx, form) => {
        ctx.body = page('Confirm', `${form}<button type="submit" form="op.deviceConfirmForm">Confirm</button>`);
      },
      successSource: (ctx) => {
        ctx.body = page('Done', 'The code is confirmed.');
      },
    },
  },
});

// RFC 6749, section 4.3; the library has no such grant, because OAuth 2.1 drops it. Keystone's clients have it still.
provider.registerGrantType('password', async (ctx, next) => {
  const { client, params } = ctx.oidc;
  if (!Object.hasOwn(users, params.username ?? '') || users[params.username] !== params.password) {
    throw new errors.InvalidGrant('wrong user or password');
  }

  const grant = new provider.Grant({ accountId: params.username, clientId: client.clientId });
  grant.addOIDCScope(params.scope ?? 'openid');
  const token = new provider.AccessToken({
    accountId: params.username, client, grantId: await grant.save(), gty: 'password', scope: params.scope ?? 'openid',
  });
  ctx.oidc.entity('AccessToken', token);
  ctx.body = { access_token: await token.save(), expires_in: token.expiration, token_type: token.tokenType, scope: token.scope };
  await next();
}, ['username', 'password', 'scope']);

async function readForm(request) {
  let body = '';
  for await (const part of request) {
    body += part;
  }

  return new URLSearchParams(body);
}

// The page on which a user signs in; who signs in also consents.
async function interact(request, response) {
  const { params, prompt } = await provider.interactionDetails(request, response);
  let failure = '';
  if (request.method === 'POST') {
    const form = await readForm(request);
    const user = form.get('user') ?? '';
    if (Object.hasOwn(users, user) && users[user] === form.get('password')) {
      const grant = new provider.Grant({ accountId: user, clientId: params.client_id });
      grant.addOIDCScope(params.scope);
      const result = { login: { accountId: user }, consent: { grantId: await grant.save() } };
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
      return;
    }

    failure = '<p id="failure">Wrong user or password.</p>';
  }

  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(page('Sign in', `${failure}<form method="post" id="${prompt.name}">
    <label>User <input name="user"></label>
    <label>Password <input name="password" type="password"></label>
    <button type="submit">Sign in</button>
  </form>`));
}

const standard = provider.callback();
createServer((request, response) => {
  if (!request.url.startsWith('/interaction/')) {
    standard(request, response);
    return;
  }

  interact(request, response).catch((error) => {
    response.writeHead(400, { 'Content-Type': 'text/plain' });
    response.end(String(error));
  });
}).listen(Number(port), '127.0.0.1');
