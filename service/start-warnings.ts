import type { Config } from './config.ts';

type Looked = Pick<Config, 'sso' | 'publicUrl' | 'trustedProxies'>;

/** What is allowed and still worth a second look, one line each, for the log at the start. Pure. */
export function startWarnings({ sso, publicUrl, trustedProxies }: Looked): string[] {
  const warnings: string[] = [];
  if (sso !== null && sso.emailDomains.length === 0) {
    warnings.push(
      `OIDC_EMAIL_DOMAINS is not set: everybody with a verified e-mail address at ${sso.issuer} may sign in. Set it to your company’s domains, unless that provider has accounts of your company alone.`,
    );
  }
  // The service itself speaks plain HTTP, so that somebody stands in front of an https address.
  if (publicUrl.startsWith('https:') && trustedProxies === null) {
    warnings.push(
      'TRUSTED_PROXIES is not set: all calls seem to come from your TLS proxy, in the log and where guesses are counted. Set it to the proxy’s address, and let the proxy set X-Forwarded-For.',
    );
  }
  return warnings;
}
