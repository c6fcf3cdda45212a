import type { SignInTexts } from './en.ts';

export const DE: SignInTexts = {
  setUpTitle: 'Richten Sie Ihren Tokendienst ein',
  setUpIntro: 'Sie sind die erste Person hier und werden sein erster Admin.',
  setUpCode: 'Einrichtungscode',
  setUpHint: 'Der Dienst hat ihn beim Start ausgegeben. Einen neuen gibt es auf seinem Server mit:',
  yourName: 'Ihr Name',
  company: 'Firma',
  setUpAndSignIn: 'Einrichten und anmelden',
  signInTo: 'Bei {company} anmelden',
  signIn: 'Anmelden',
  toService: 'Beim Tokendienst von {company}.',
  withCompanyAccount: 'Mit dem Firmenkonto anmelden',
  withPasskey: 'Mit einem Passkey anmelden',
  orWithCode: 'oder mit einem Code',
  codeOrLink: 'Code oder Einladungslink',
  codeHint:
    'Ein Admin kann Ihnen einen Link schicken. Wer den Dienst betreibt, bekommt einen Code mit',
  overTitle: 'Noch einmal anmelden',
  over: 'Diese Anmeldung ist vorbei',
  overWhy:
    'Sie hat zu lange gedauert oder wurde schon beendet. Schließen Sie dieses Fenster und melden Sie sich aus der Erweiterung noch einmal an.',
  welcomeBack: 'Willkommen zurück, {name}',
  join: 'Bei {company} mitmachen',
  linkFrom:
    '{inviter} hat Ihnen einen Link geschickt, mit dem Sie sich beim Tokendienst von {company} anmelden.',
  invitedAsAdmin: '{inviter} hat Sie als Admin zu {company} eingeladen.',
  invitedAsMember: '{inviter} hat Sie als Mitglied zu {company} eingeladen.',
  joinAndSignIn: 'Mitmachen und anmelden',
  linkTitle: 'Ihre Einladung',
  invited: 'Sie sind eingeladen',
  linkWhat:
    'Mit diesem Link kommen Sie zum Tokendienst Ihrer Firma. Er gilt einmal und nur in der Erweiterung Front Token Companion.',
  linkHow:
    'Kopieren Sie den Link aus der Adressleiste, öffnen Sie die Erweiterung, wählen Sie „Ich habe eine Einladung“ und fügen Sie ihn dort ein.',
  addPasskey: 'Passkey hinzufügen',
  justATouch: 'Beim nächsten Mal nur ein Tippen',
  whyPasskey:
    '{name}, ein Passkey auf diesem Gerät oder einem Sicherheitsschlüssel meldet Sie ab jetzt an und bestätigt, was Ihre Firma bestätigt haben will.',
  notNow: 'Jetzt nicht',
  confirmTitle: 'Mit Ihrem Passkey bestätigen',
  confirm: 'Bestätigen Sie, dass Sie es sind',
  confirmWhy: 'Ihre Firma will das bestätigt haben. Es gilt fünf Minuten in diesem Browser.',
  noPasskeyYet: 'Sie haben noch keinen Passkey?',
  notSignedInTitle: 'Nicht angemeldet',
  notSignedIn: 'Sie sind nicht angemeldet',
  providerSaid: 'Die Anmeldung Ihrer Firma sagte: „{said}“',
  closeWindow:
    'Schließen Sie dieses Fenster und melden Sie sich aus der Erweiterung noch einmal an.',
  tryAgain: 'Noch einmal oder auf anderem Weg',
  tooManyCodes: 'Zu viele falsche Codes. Warten Sie eine Minute und versuchen Sie es noch einmal.',
  nameMissing: 'Bitte nennen Sie Ihren Namen.',
  companyMissing: 'Bitte nennen Sie den Namen Ihrer Firma.',
  wrongSetUpCode: 'Dieser Code stimmt nicht, wurde schon benutzt oder ist älter als 15 Minuten.',
  wrongCode:
    'Dieser Code stimmt nicht, wurde schon benutzt oder ist zu alt. Bitten Sie um einen neuen.',
  passkeyNotAdded: 'Dieser Passkey ließ sich nicht hinzufügen. Versuchen Sie es noch einmal.',
  passkeyTaken: 'Dieser Passkey gehört schon jemandem. Erstellen Sie einen anderen.',
  wrongPasskey:
    'Dieser Passkey ist hier nicht bekannt, oder die Seite war zu lange offen. Versuchen Sie es noch einmal.',
  clonedPasskey:
    'Eine Kopie dieses Passkeys scheint in Gebrauch zu sein, darum wird er nicht angenommen. Melden Sie sich auf anderem Weg an und sagen Sie es einem Admin.',
  notActive: 'Sie können sich hier nicht mehr anmelden. Fragen Sie einen Admin Ihrer Firma.',
  companyAccountEnded:
    'Ihr Firmenkonto gibt es nicht mehr, oder es verlangt, dass Sie sich neu damit anmelden.',
  companyAccountUnknown:
    'Die Anmeldung Ihrer Firma ließ sich gerade nicht nach Ihnen fragen. Versuchen Sie es in einer Minute noch einmal.',
  passkeyCancelled:
    'Das wurde abgebrochen oder hat zu lange gedauert. Versuchen Sie es noch einmal.',
  passkeyHere: 'Dieses Gerät hat schon einen Passkey für Sie.',
  passkeyNotAllowed: 'Dieser Browser erlaubt unter dieser Adresse keine Passkeys.',
  passkeyFailed: 'Dieser Browser konnte hier keinen Passkey benutzen.',
  otherWindow:
    'Diese Anmeldung hat zu lange gedauert oder wurde in einem anderen Fenster begonnen.',
  notLetIn: 'Die Anmeldung Ihrer Firma hat Sie nicht eingelassen.',
  badAnswer: 'Mit der Antwort der Anmeldung Ihrer Firma ließ sich nichts anfangen.',
  notAsked:
    'Die Anmeldung Ihrer Firma hat nicht gefragt, wer Sie sind. Melden Sie sich dort erst ab und versuchen Sie es dann noch einmal.',
  notSetUp: 'Richten Sie den Dienst erst mit seinem Code ein.',
  unreachable:
    'Die Anmeldung Ihrer Firma ist gerade nicht zu erreichen. Versuchen Sie es in einer Minute noch einmal.',
  emailUnverified: 'Ihr Firmenkonto hat keine bestätigte E-Mail-Adresse.',
  domainNotAllowed: 'Konten mit dieser E-Mail-Domain dürfen sich hier nicht anmelden.',
};
