import type { SignInTexts } from './en.ts';

export const FR: SignInTexts = {
  setUpTitle: 'Installez votre service de jetons',
  setUpIntro: 'Vous êtes la première personne ici et devenez son premier admin.',
  setUpCode: 'Code d’installation',
  setUpHint:
    'Le service l’a affiché à son démarrage. Pour en avoir un autre, lancez sur son serveur :',
  yourName: 'Votre nom',
  company: 'Entreprise',
  setUpAndSignIn: 'Installer et se connecter',
  signInTo: 'Se connecter à {company}',
  signIn: 'Se connecter',
  toService: 'Au service de jetons de {company}.',
  withCompanyAccount: 'Se connecter avec le compte d’entreprise',
  withPasskey: 'Se connecter avec une clé d’accès',
  orWithCode: 'ou avec un code',
  codeOrLink: 'Code ou lien d’invitation',
  codeHint: 'Un admin peut vous envoyer un lien. Qui gère le service obtient un code avec',
  overTitle: 'Se connecter à nouveau',
  over: 'Cette connexion est terminée',
  overWhy:
    'Elle a duré trop longtemps ou était déjà finie. Fermez cette fenêtre et connectez-vous à nouveau depuis l’extension.',
  welcomeBack: 'Heureux de vous revoir, {name}',
  join: 'Rejoindre {company}',
  linkFrom:
    '{inviter} vous a envoyé un lien pour vous connecter au service de jetons de {company}.',
  invitedAsAdmin: '{inviter} vous a invité à rejoindre {company} comme admin.',
  invitedAsMember: '{inviter} vous a invité à rejoindre {company} comme membre.',
  joinAndSignIn: 'Rejoindre et se connecter',
  linkTitle: 'Votre invitation',
  invited: 'Vous avez une invitation',
  linkWhat:
    'Ce lien vous ouvre le service de jetons de votre entreprise. Il sert une seule fois, et seulement dans l’extension Front Token Companion.',
  linkHow:
    'Copiez le lien depuis la barre d’adresse, ouvrez l’extension, choisissez « J’ai une invitation » et collez-le là.',
  addPasskey: 'Ajouter une clé d’accès',
  justATouch: 'La prochaine fois, un geste suffit',
  whyPasskey:
    '{name}, une clé d’accès sur cet appareil ou sur une clé de sécurité vous connecte désormais et confirme ce que votre entreprise veut voir confirmé.',
  notNow: 'Pas maintenant',
  confirmTitle: 'Confirmez avec votre clé d’accès',
  confirm: 'Confirmez que c’est bien vous',
  confirmWhy:
    'Votre entreprise veut que ce soit confirmé. Cela vaut cinq minutes dans ce navigateur.',
  noPasskeyYet: 'Vous n’avez pas encore de clé d’accès ?',
  notSignedInTitle: 'Non connecté',
  notSignedIn: 'Vous n’êtes pas connecté',
  providerSaid: 'La connexion de votre entreprise a dit : « {said} »',
  closeWindow: 'Fermez cette fenêtre et connectez-vous à nouveau depuis l’extension.',
  tryAgain: 'Réessayer, ou passer par un autre chemin',
  tooManyCodes: 'Trop de codes faux. Attendez une minute, puis réessayez.',
  nameMissing: 'Indiquez votre nom.',
  companyMissing: 'Indiquez le nom de votre entreprise.',
  wrongSetUpCode: 'Ce code n’est pas le bon, a déjà servi ou date de plus de 15 minutes.',
  wrongCode: 'Ce code n’est pas le bon, a déjà servi ou est trop ancien. Demandez-en un autre.',
  passkeyNotAdded: 'Cette clé d’accès n’a pas pu être ajoutée. Réessayez.',
  passkeyTaken: 'Cette clé d’accès est déjà celle de quelqu’un. Créez-en une autre.',
  wrongPasskey:
    'Cette clé d’accès n’est pas connue ici, ou la page est restée ouverte trop longtemps. Réessayez.',
  clonedPasskey:
    'Une copie de cette clé d’accès semble être utilisée : elle est donc refusée. Connectez-vous autrement et prévenez un admin.',
  notActive:
    'Vous ne pouvez plus vous connecter ici. Adressez-vous à un admin de votre entreprise.',
  companyAccountEnded:
    'Votre compte d’entreprise n’existe plus, ou demande que vous vous connectiez à nouveau avec lui.',
  companyAccountUnknown:
    'La connexion de votre entreprise n’a pas pu être interrogée à votre sujet. Réessayez dans une minute.',
  passkeyCancelled: 'Cela a été annulé ou a duré trop longtemps. Réessayez.',
  passkeyHere: 'Cet appareil a déjà une clé d’accès pour vous.',
  passkeyNotAllowed: 'Ce navigateur n’accepte pas de clés d’accès à cette adresse.',
  passkeyFailed: 'Ce navigateur n’a pas pu utiliser de clé d’accès ici.',
  otherWindow: 'Cette connexion a duré trop longtemps ou a commencé dans une autre fenêtre.',
  notLetIn: 'La connexion de votre entreprise ne vous a pas laissé entrer.',
  badAnswer: 'La réponse de la connexion de votre entreprise n’a pas pu être utilisée.',
  notAsked:
    'La connexion de votre entreprise n’a pas demandé qui vous êtes. Déconnectez-vous d’abord là-bas, puis réessayez.',
  notSetUp: 'Installez d’abord le service avec son code.',
  unreachable:
    'La connexion de votre entreprise est injoignable en ce moment. Réessayez dans une minute.',
  emailUnverified: 'Votre compte d’entreprise n’a pas d’adresse e-mail vérifiée.',
  domainNotAllowed: 'Les comptes de ce domaine d’e-mail ne peuvent pas se connecter ici.',
};
