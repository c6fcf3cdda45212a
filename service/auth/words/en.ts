/**
 * Every text of the sign-in window, in English. A text is one sentence or label, since other languages
 * have another order; what is put into it stands in braces.
 */
export const EN = {
  // The first page, until somebody has set the service up.
  setUpTitle: 'Set up your token service',
  setUpIntro: 'You are the first one here, and become its first admin.',
  setUpCode: 'Set-up code',
  // A command follows.
  setUpHint: 'The service printed it when it started. For a new one, run on its host:',
  yourName: 'Your name',
  company: 'Company',
  setUpAndSignIn: 'Set up and sign in',
  // The first page from then on.
  signInTo: 'Sign in to {company}',
  signIn: 'Sign in',
  toService: 'To the token service of {company}.',
  withCompanyAccount: 'Sign in with your company account',
  withPasskey: 'Sign in with a passkey',
  // Between those two and the field for a code.
  orWithCode: 'or with a code',
  codeOrLink: 'Code or invitation link',
  codeHint: 'An admin can send you a link. Whoever looks after the service gets a code by',
  // When there is nothing to go on with.
  overTitle: 'Sign in again',
  over: 'This sign-in is over',
  overWhy:
    'It took too long, or was finished already. Close this window and sign in again from the extension.',
  // With an invitation.
  welcomeBack: 'Welcome back, {name}',
  join: 'Join {company}',
  linkFrom: '{inviter} sent you a link to sign in to the token service of {company}.',
  invitedAsAdmin: '{inviter} invited you to {company} as an admin.',
  invitedAsMember: '{inviter} invited you to {company} as a member.',
  joinAndSignIn: 'Join and sign in',
  // Where an invitation link leads in a browser tab.
  linkTitle: 'Your invitation',
  invited: 'You are invited',
  linkWhat:
    'This link lets you in to your company’s token service. It works once, and only in the Front Token Companion extension.',
  // In the quotes: what the extension calls its button.
  linkHow:
    'Copy the link from the address bar, open the extension, choose “I have an invitation”, and paste it there.',
  // Adding a passkey.
  addPasskey: 'Add a passkey',
  justATouch: 'Next time, just a touch',
  whyPasskey:
    '{name}, a passkey on this device or on a security key signs you in from now on, and confirms what your company wants confirmed.',
  notNow: 'Not now',
  // Confirming with one.
  confirmTitle: 'Confirm with your passkey',
  confirm: 'Confirm that it is you',
  confirmWhy: 'Your company wants this confirmed. It counts for five minutes in this browser.',
  noPasskeyYet: 'You have no passkey yet?',
  // A sign-in with the company account that did not work.
  notSignedInTitle: 'Not signed in',
  notSignedIn: 'You are not signed in',
  providerSaid: 'Your company’s sign-in said: “{said}”',
  closeWindow: 'Close this window and sign in again from the extension.',
  tryAgain: 'Try again, or another way',
  // What went wrong with a code or a form.
  tooManyCodes: 'Too many wrong codes. Wait a minute, then try again.',
  nameMissing: 'Please say your name.',
  companyMissing: 'Please say your company’s name.',
  wrongSetUpCode: 'This code is not right, or it was used or is older than 15 minutes.',
  wrongCode: 'This code is not right, was used already, or is too old. Ask for a new one.',
  // What went wrong with a passkey.
  passkeyNotAdded: 'This passkey could not be added. Try again.',
  passkeyTaken: 'This passkey is somebody’s already. Make another one.',
  wrongPasskey: 'This passkey is not known here, or the page was open too long. Try again.',
  clonedPasskey:
    'A copy of this passkey seems to be in use, so it is not taken. Sign in another way, and tell an admin.',
  notActive: 'You can’t sign in here any more. Ask an admin of your company.',
  companyAccountEnded: 'Your company account has ended, or wants you to sign in with it again.',
  companyAccountUnknown:
    'Your company’s sign-in could not be asked about you just now. Try again in a minute.',
  passkeyCancelled: 'That was cancelled or took too long. Try again.',
  passkeyHere: 'This device has a passkey for you already.',
  passkeyNotAllowed: 'This browser does not allow passkeys at this address.',
  passkeyFailed: 'This browser could not use a passkey here.',
  // What went wrong with the company account.
  otherWindow: 'This sign-in took too long, or was begun in another window.',
  notLetIn: 'Your company’s sign-in did not let you in.',
  badAnswer: 'The answer of your company’s sign-in could not be used.',
  notAsked: 'Your company’s sign-in did not ask who you are. Sign out there first, then try again.',
  notSetUp: 'Set the service up with its code first.',
  unreachable: 'Your company’s sign-in cannot be reached just now. Try again in a minute.',
  emailUnverified: 'Your company account has no verified e-mail address.',
  domainNotAllowed: 'Accounts with this e-mail domain may not sign in here.',
} as const;

export type SignInText = keyof typeof EN;
export type SignInTexts = Readonly<Record<SignInText, string>>;
