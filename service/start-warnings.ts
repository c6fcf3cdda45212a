import type { Config } from './config.ts';

/** What is allowed and still worth a second look, one line each, for the log at the start. Pure. */
export function startWarnings({ sso }: Pick<Config, 'sso'>): string[] {
  if (sso === null || sso.emailDomains.length > 0) return [];
  return [
    `OIDC_EMAIL_DOMAINS is not set: everybody with a verified e-mail address at ${sso.issuer} may sign in. Set it to your company’s domains, unless that provider has accounts of your company alone.`,
  ];
}
