import { describe, expect, it } from 'vitest';
import { holdsTokenValue } from '../../../contract/holds-token-value.ts';
import { OPERATIONS } from '../../../contract/operations.ts';
import { dropValues } from '../../../utils/planner/drop-values.ts';
import { findAddresses } from '../../../utils/planner/find-addresses.ts';
import { LONGEST_PASTED, readPasted } from '../../../utils/planner/read-pasted.ts';

/** What was found, in a word each. */
function found(text: string): string[] {
  return readPasted(text).findings.map((finding) => {
    switch (finding.kind) {
      case 'operation':
        return finding.id;
      case 'choice':
        return `choice ${finding.path}: ${finding.ids.join(', ')}`;
      case 'unknown_call':
        return `unknown ${finding.call}`;
      case 'unknown_id':
        return `unknown id ${finding.id}`;
      case 'elsewhere':
        return `elsewhere ${finding.host}`;
      case 'hidden_address':
        return `hidden ${finding.call}`;
    }
  });
}

const JWT = [
  'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9',
  'eyJzY29wZXMiOlsic2hhcmVkOioiXSwiaXNzIjoiZnJvbnQifQ',
  'x'.repeat(43),
].join('.');

describe('a pasted curl command', () => {
  it.each([
    ['curl https://api2.frontapp.com/contacts', 'list-contacts'],
    ['curl -s "https://api2.frontapp.com/contacts?limit=5&q=x"', 'list-contacts'],
    ['curl -X POST https://api2.frontapp.com/contacts -d "{}"', 'create-contact'],
    ['curl -XDELETE https://api2.frontapp.com/contacts/crd_1', 'delete-a-contact'],
    ['curl --request PATCH --url https://api2.frontapp.com/contacts/crd_1', 'update-a-contact'],
    ['curl https://api2.frontapp.com/contacts --data \'{"name":"x"}\'', 'create-contact'],
    ['curl -sX POST https://api2.frontapp.com/contacts', 'create-contact'],
    ['curl -sXDELETE https://api2.frontapp.com/contacts/crd_1', 'delete-a-contact'],
    ["curl -sSLd '{}' https://api2.frontapp.com/contacts", 'create-contact'],
    ['curl -sG https://api2.frontapp.com/contacts -d limit=5', 'list-contacts'],
    ['curl -ofood https://api2.frontapp.com/contacts', 'list-contacts'],
    ['curl -G https://api2.frontapp.com/contacts -d limit=5', 'list-contacts'],
    ['curl --json @body.json https://acme.api.frontapp.com/tags', 'create-tag'],
    ['curl "$BASE/conversations/$ID/messages" --form body=hi', 'create-message-reply'],
    [
      "curl 'https://api2.frontapp.com/conversations/cnv_1/comments' \\\n  -H 'Accept: application/json' \\\n  -X 'POST' \\\n  -d '{\n \"body\": \"a; b | c\"\n}'",
      'add-comment',
    ],
    ['curl https://api2.frontapp.com/contacts/alt:email:calculon@momsbot.com', 'get-contact'],
    ['curl https://api2.frontapp.com/teammates/alt%3Aemail%3Aa%40b.c', 'get-teammate'],
    ['curl https://tokens.example.com/front/contacts', 'list-contacts'],
  ])('%s calls its operation', (command, id) => {
    expect(found(command)).toEqual([id]);
  });

  it('is told apart from the next one', () => {
    const commands = [
      'curl https://api2.frontapp.com/tags',
      'curl -X DELETE https://api2.frontapp.com/tags/tag_1',
      'curl https://api2.frontapp.com/inboxes; curl -d x https://api2.frontapp.com/tags',
    ].join('\n');
    expect(found(commands)).toEqual(['list-tags', 'delete-tag', 'list-inboxes', 'create-tag']);
  });
});

describe('pasted code', () => {
  it.each([
    ['await fetch(`${API}/conversations/${id}/messages`);', ['list-conversation-messages']],
    [
      "fetch('https://api2.frontapp.com/conversations/' + id + '/messages', {\n  method: 'POST',\n  body,\n})",
      ['create-message-reply'],
    ],
    ["axios.patch(`/conversations/${cnv.id}`, { status: 'archived' })", ['update-conversation']],
    ["axios({ method: 'delete', url: '/conversations/cnv_1/tags' })", ['remove-conversation-tag']],
    ['const { data } = await client.get<Contact[]>("/contacts")', ['list-contacts']],
    ["api.get('contacts/crd_1/notes')", ['list-notes']],
    ['requests.get(f"{BASE}/contacts/{contact_id}")', ['get-contact']],
    ['requests.post(BASE + "/channels/" + channel + "/messages", json=body)', ['create-message']],
    ['requests.request("PUT", "https://api2.frontapp.com/channels/cha_1")', []],
    ['httpx.delete("/contacts/%s/handles" % contact)', ['delete-contact-handle']],
    ['session.post("/analytics/exports", json=q)', ['create-analytics-export']],
    ['Net::HTTP::Post.new("/conversations/#{id}/comments")', ['add-comment']],
    ['$client->request("PATCH", "/tags/" . $id)', ['update-a-tag']],
    ['await http.post(Uri.parse("https://api2.frontapp.com/drafts/dra_1"))', []],
    ['xhr.open("POST", "/conversations/" + cnv + "/comments")', ['add-comment']],
    [
      'GET /events\nPOST /applications/{application_uid}/events',
      ['list-events', 'trigger-app-event'],
    ],
  ] as const)('%s', (code, ids) => {
    const operations = readPasted(code).findings.flatMap((finding) =>
      finding.kind === 'operation' ? [finding.id] : [],
    );
    expect(operations).toEqual(ids);
  });

  it('gives each call its own method, whichever order they stand in', () => {
    const code = `
      const tags = await fetch(API + '/tags');
      await fetch(API + '/tags', { method: 'POST', headers: { 'content-type': 'a; b' } });
      await fetch(\`\${API}/tags/\${id}\`, {
        method: "DELETE",
      });
      const inboxes = await fetch(API + '/inboxes');
    `;
    expect(found(code)).toEqual(['list-tags', 'create-tag', 'delete-tag', 'list-inboxes']);
  });

  it('asks which method is meant where the text does not say it, and takes the only one there is', () => {
    expect(found('/conversations/cnv_1/tags')).toEqual([
      'choice /conversations/cnv_1/tags: add-conversation-tag, remove-conversation-tag',
    ]);
    expect(found('/conversations/search/is:open')).toEqual(['search-conversations']);
  });

  it('says that an address which is a name in the code can’t be read', () => {
    expect(found('const r = await fetch(url, { method: "POST" });')).toEqual(['hidden fetch(url)']);
  });

  it('takes no path of files, no type and no closing tag for a call', () => {
    expect(
      found("import x from './contacts/list.ts';\ncd /usr/local/bin\n</div> a/b and/or 3/4"),
    ).toEqual([]);
  });
});

describe('pasted links and names', () => {
  it('are read, several at once, each once', () => {
    expect(
      found(
        'https://dev.frontapp.com/reference/list-conversations and\nhttps://dev.frontapp.com/reference/create-message-reply?x=1#body\nlist-conversations',
      ),
    ).toEqual(['list-conversations', 'create-message-reply']);
  });

  it('are said to be unknown when Front has no such operation', () => {
    expect(found('https://dev.frontapp.com/reference/list-dinosaurs\nfeed-dinosaurs')).toEqual([
      'unknown id list-dinosaurs',
      'unknown id feed-dinosaurs',
    ]);
  });

  it.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
    '%s is found by its link, its name, and its method and path',
    (id, { method, path }) => {
      expect(found(`https://dev.frontapp.com/reference/${id}`)).toEqual([id]);
      expect(found(id)).toEqual([id]);
      expect(found(`${method} ${path}`)).toEqual([id]);
      expect(found(`curl -X ${method} https://api2.frontapp.com${path}`)).toEqual([id]);
    },
  );
});

describe('what is not understood', () => {
  it('is named: unknown calls, and calls to others', () => {
    expect(
      found(
        'curl https://api2.frontapp.com/dinosaurs\ncurl -X PUT https://api2.frontapp.com/contacts\nfetch("https://example.com/contacts")',
      ),
    ).toEqual(['unknown GET /dinosaurs', 'unknown PUT /contacts', 'elsewhere example.com']);
  });

  it('is counted in lines, braces and empty lines aside', () => {
    expect(readPasted('const a = 1;\n\nfetch("/tags")\n}\nplain words').passedOver).toBe(2);
  });

  it('is said to be cut where a text is longer than is read', () => {
    const reading = readPasted(`fetch("/tags")\n${'x'.repeat(LONGEST_PASTED)}`);
    expect(reading.cut).toBe(true);
    expect(reading.findings).toEqual([{ kind: 'operation', id: 'list-tags' }]);
  });

  it('comes back at once, however hostile the text is', { timeout: 5_000 }, () => {
    for (const part of [
      'eyJ',
      '/a',
      '{',
      '"+x+"',
      'curl ',
      '${',
      'get(',
      '-',
      ':',
      '/tags ',
      'a-b\n',
    ]) {
      readPasted(part.repeat(LONGEST_PASTED / part.length));
    }
  });
});

describe('a credential in a pasted text', () => {
  it.each([
    ['a bearer', `curl -H "Authorization: Bearer ${JWT}" https://api2.frontapp.com/tags`, JWT],
    ['a bare value', `TOKEN=${JWT}\ncurl https://api2.frontapp.com/tags`, JWT],
    [
      'a value of ours',
      `curl -H "Authorization: Bearer ftk_${'a'.repeat(8)}_${'b'.repeat(38)}" https://api2.frontapp.com/tags`,
      `ftk_${'a'.repeat(8)}_${'b'.repeat(38)}`,
    ],
    ['half a value', `${JWT.slice(0, 80)}\nGET /tags`, JWT.slice(0, 80)],
    [
      'another system’s secret',
      'const apiToken = "sk-live-0123456789abcdef"; fetch("/tags", { headers: { authorization: "Bearer sk-live-0123456789abcdef" } })',
      'sk-live-0123456789abcdef',
    ],
  ])('is taken out and counted: %s', (_, text, secret) => {
    const reading = readPasted(text);
    expect(reading.dropped).toBeGreaterThan(0);
    expect(JSON.stringify(reading)).not.toContain(secret.slice(0, 24));
    expect(reading.findings).toEqual([{ kind: 'operation', id: 'list-tags' }]);
  });

  it('is not seen where a name stands for it', () => {
    const text = 'curl -H "Authorization: Bearer $TOKEN" https://api2.frontapp.com/tags';
    expect(readPasted(text)).toMatchObject({ dropped: 0, text });
    expect(readPasted('headers: { authorization: `Bearer ${token}` }').dropped).toBe(0);
  });
});

/** As a terminal or a mail breaks a long line. */
const brokenAt = (width: number, text: string, with_ = '\n'): string =>
  text.match(new RegExp(`.{1,${width}}`, 'g'))!.join(with_);

describe('a value that was broken over lines', () => {
  const forms: [string, string][] = [
    ['by a terminal', brokenAt(80, JWT)],
    ['by a narrow one', brokenAt(30, JWT)],
    ['in a quoted mail', brokenAt(72, JWT, '\n> ')],
    ['in a program', `"${brokenAt(60, JWT, '" +\n  "')}"`],
    ['with a longer signature', brokenAt(76, `${JWT}${'y'.repeat(299)}`)],
  ];
  it.each(forms)('is taken out whole: %s', (_, text) => {
    const reading = readPasted(`TOKEN=${text}\n\nGET /tags`);
    expect(reading.dropped).toBe(1);
    expect(reading.text).not.toMatch(/[\w-]{16,}/);
    expect(reading.findings).toEqual([{ kind: 'operation', id: 'list-tags' }]);
  });

  it.each(forms.slice(0, 3))('is refused in a note: %s', (_, text) => {
    expect(holdsTokenValue(`Copied from ${text}\nfor the sync`)).toBe(true);
  });

  it('takes nothing with it of what follows a whole one', () => {
    const { text } = readPasted(`${JWT}\ncontacts\nGET /tags`);
    expect(text).toContain('contacts\nGET /tags');
  });

  it.each([
    'FRONT_API_KEY=abcdefghijklmnop123456',
    'token: abcdefghijklmnop123456',
    '{"key":"abcdefghijklmnop123456"}',
  ])('is taken out where a field is called so: %s', (text) => {
    expect(readPasted(text)).toMatchObject({ dropped: 1 });
    expect(readPasted(text).text).not.toContain('abcdef');
  });

  it.each([
    'token = getTokenFromVault2(name)',
    'key: process.env.FRONT_TOKEN_2',
    'token: readToken',
  ])('is not seen in a program that fetches it: %s', (text) => {
    expect(readPasted(text)).toMatchObject({ dropped: 0, text });
  });
});

describe('a method that can’t be read', () => {
  it.each([
    'curl -X "$METHOD" https://api2.frontapp.com/contacts',
    "fetch('https://api2.frontapp.com/contacts', { method: verb })",
    "fetch('https://api2.frontapp.com/contacts', { method, body })",
    "axios({ url: 'https://api2.frontapp.com/contacts', method: cfg.method })",
    "axios('https://api2.frontapp.com/contacts', { ...options })",
  ])('is asked about, and never taken for GET: %s', (text) => {
    expect(found(text)).toEqual([expect.stringMatching(/^choice \/contacts: /)]);
  });

  it('is not looked for beyond the call', () => {
    const text = "fetch('https://api2.frontapp.com/tags');\nconst method = 'x';";
    expect(found(text)).toEqual(['list-tags']);
  });
});

describe('attack: a text that keeps the page busy', () => {
  it('is read in one go when it is full of spaces after Bearer', () => {
    expect(dropValues(`Bearer${' '.repeat(300_000)}x`).dropped).toBe(0);
  });

  it.each(['eyJ', `${'eyJ'.repeat(9)}\n`, 'eyJabcdefgh\n', 'key=a'.repeat(4), 'token=\n'])(
    'is read in one go when it is full of %j',
    (part) => {
      const text = part.repeat(LONGEST_PASTED / part.length);
      expect(dropValues(text).text.length).toBeLessThanOrEqual(text.length);
      expect(holdsTokenValue(text)).toBe(false);
    },
  );

  it('is read in one go when it is full of dots', () => {
    const [address] = findAddresses(`/contacts/${'.'.repeat(300_000)}x`);
    expect(address?.path).toHaveLength('/contacts/'.length + 300_001);
  });
});
