/**
 * The words by which Front's settings are known, matched against the whole text of an element.
 *
 * The English ones are Front's (https://dev.frontapp.com/docs/create-and-revoke-api-tokens). Front's
 * own words in German are not known to us: these are what a translator would likely write. A label
 * that is not here makes a page not recognised, and never one that is read wrong.
 */
export const LABELS = {
  title: /^api[ -]?tokens?$/i,
  create_token:
    /^\W*(?:(?:create|new|add) (?:an? |new )?(?:api[ -]?)?token|(?:neues )?api[ -]?token (?:erstellen|anlegen|hinzufügen))$/i,
  create: /^(?:create|erstellen|anlegen)$/i,
  reveal: /^(?:reveal|show|hide|anzeigen|ausblenden)$/i,
  copy: /^(?:copy|copied|kopieren|kopiert)$/i,
  delete:
    /^\W*(?:delete|revoke|löschen|widerrufen|(?:delete|revoke) (?:this |api )?token|(?:api[ -]?)?token löschen)$/i,
  name: /^(?:(?:api[ -]?)?token[ -]?)?(?:name|bezeichnung)\W?$|^(?:api[ -]?)?token$|^label$/i,
} as const;

export type LabelName = keyof typeof LABELS;

/** What says that a list goes on somewhere else: further pages, a part that is shown when asked for. */
export const PAGING =
  /^\W*(?:next|previous|older|newer|(?:load|show|view) (?:more|all).*|more|\d+ more|weiter|zurück|nächste.*|vorherige.*|mehr(?: (?:laden|anzeigen))?|alle anzeigen|\d{1,4})\W*$|\d+ ?[-–] ?\d+ (?:of|von) \d+/i;
