import { language } from './route.js';

/** The app's own words. Front's German ones are not known: these are invented, as a translator might. */
const GERMAN = {
  Developers: 'Entwickler',
  'API Tokens': 'API-Tokens',
  'Create API token': 'API-Token erstellen',
  'New API token': 'Neues API-Token',
  'API token name': 'Name',
  Create: 'Erstellen',
  Cancel: 'Abbrechen',
  Reveal: 'Anzeigen',
  Hide: 'Ausblenden',
  Copy: 'Kopieren',
  Copied: 'Kopiert',
  Delete: 'Löschen',
  'Delete token': 'Token löschen',
  'Delete token?': 'Token löschen?',
  'Delete this token': 'Dieses Token löschen',
  '← All tokens': '← Alle API-Tokens',
  Name: 'Bezeichnung',
  'Created by': 'Erstellt von',
  Created: 'Erstellt am',
  Scope: 'Umfang',
  Permissions: 'Berechtigungen',
  'Filter tokens': 'Tokens filtern',
};

export const say = (text) => (language === 'de' ? (GERMAN[text] ?? text) : text);
