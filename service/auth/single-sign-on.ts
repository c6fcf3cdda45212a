import type { Config } from '../config.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { Store } from '../store/open-store.ts';
import { CompanyProvider } from './company-provider.ts';
import type { EnterDeps } from './enter-by-sso.ts';
import { SSO_CALLBACK } from './sso-routes.ts';
import { createSsoStanding } from './sso-standing.ts';
import type { CheckStanding } from './standing.ts';

export type SingleSignOn = EnterDeps & { readonly companyProvider: CompanyProvider };

/** Single sign-on as the settings say; null without, and then everybody stands on their own. */
export function openSingleSignOn(
  { sso, publicUrl }: Pick<Config, 'sso' | 'publicUrl'>,
  store: Store,
  keyring: Keyring,
): { readonly singleSignOn: SingleSignOn | null; readonly checkStanding: CheckStanding } {
  if (sso === null) {
    return { singleSignOn: null, checkStanding: () => Promise.resolve({ kind: 'own' }) };
  }
  const companyProvider = new CompanyProvider(sso, publicUrl + SSO_CALLBACK);
  const singleSignOn = { store, keyring, sso, companyProvider };
  return { singleSignOn, checkStanding: createSsoStanding(singleSignOn) };
}
