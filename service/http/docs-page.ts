import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean }[];
  readonly requestBody?: { content: Record<string, { schema: SchemaNode }> };
  readonly responses?: Record<
    string,
    { description: string; content?: Record<string, { schema: SchemaNode }> }
  >;
}

interface SchemaNode {
  readonly $ref?: string;
  readonly oneOf?: readonly SchemaNode[];
}

interface Document {
  readonly info: { title: string; version: string; description?: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components?: { schemas?: Record<string, unknown> };
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1d2330;--soft:#5b6474;--line:#dfe3ea;--paper:#fff;--shade:#f5f7fa;--accent:#4338ca}
@media (prefers-color-scheme:dark){:root{--ink:#e7eaf0;--soft:#a3acbb;--line:#2c3340;--paper:#12151b;--shade:#1a1f28;--accent:#a5b4fc}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,sans-serif}
main{max-width:860px;margin:0 auto;padding:40px 20px 80px}h1{font-size:26px;margin:0}h2{font-size:18px;margin:40px 0 8px}
p{margin:6px 0}.soft{color:var(--soft)}a{color:var(--accent)}
section{border:1px solid var(--line);border-radius:10px;margin:12px 0;overflow:hidden}
summary{cursor:pointer;padding:12px 16px;display:flex;gap:12px;align-items:baseline;flex-wrap:wrap}summary:focus-visible{outline:2px solid var(--accent);outline-offset:-2px}
summary b{font:600 13px ui-monospace,monospace;min-width:56px;color:var(--accent)}summary code{font:14px ui-monospace,monospace}
.inner{padding:4px 16px 16px;background:var(--shade);border-top:1px solid var(--line)}
table{border-collapse:collapse;width:100%;margin:6px 0}td,th{text-align:left;vertical-align:top;padding:5px 12px 5px 0;border-bottom:1px solid var(--line);font-size:14px}
pre{overflow:auto;font:13px/1.5 ui-monospace,monospace;background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:12px;max-height:420px}
code{font-family:ui-monospace,monospace}
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const CSP = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The interface as a page for people: drawn here from the document, without any script. */
export async function docsPage(c: Context, document: object): Promise<Response> {
  const { info, paths, components } = document as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  c.header('Content-Security-Policy', CSP);
  return c.html(
    await html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${info.title}: interface</title>
          ${raw(`<style>${STYLE}</style>`)}
        </head>
        <body>
          <main>
            <h1>${info.title}</h1>
            <p class="soft">
              Version ${info.version} · <a href="/openapi.json">OpenAPI 3.1 document</a>
            </p>
            <p>${info.description}</p>
            <h2>Calls</h2>
            ${operations.map(({ path, method, operation }) => operationPart(path, method, operation))}
            <h2>Shapes</h2>
            ${Object.entries(components?.schemas ?? {}).map(
              ([name, schema]) =>
                html`<section>
                  <details id="${name}">
                    <summary><code>${name}</code></summary>
                    <div class="inner"><pre>${JSON.stringify(schema, null, 2)}</pre></div>
                  </details>
                </section>`,
            )}
          </main>
        </body>
      </html>`,
  );
}

function operationPart(path: string, method: string, operation: Operation) {
  const body = operation.requestBody?.content['application/json']?.schema;
  return html`<section>
    <details>
      <summary>
        <b>${method.toUpperCase()}</b><code>${path}</code
        ><span class="soft">${operation.summary}</span>
      </summary>
      <div class="inner">
        <p>${operation.description}</p>
        ${
          (operation.parameters ?? []).length === 0
            ? ''
            : html`<p><strong>Parameters</strong></p>
                <table>
                  ${(operation.parameters ?? []).map(
                    (parameter) =>
                      html`<tr>
                        <td><code>${parameter.name}</code></td>
                        <td class="soft">
                          ${parameter.in}${parameter.required === true ? ', required' : ''}
                        </td>
                      </tr>`,
                  )}
                </table>`
        }
        ${body === undefined ? '' : html`<p><strong>Body</strong> ${schemaLinks(body)}</p>`}
        <p><strong>Answers</strong></p>
        <table>
          ${Object.entries(operation.responses ?? {}).map(([status, response]) => {
            const schema = response.content?.['application/json']?.schema;
            return html`<tr>
              <td><code>${status}</code></td>
              <td>${response.description} ${schema === undefined ? '' : schemaLinks(schema)}</td>
            </tr>`;
          })}
        </table>
      </div>
    </details>
  </section>`;
}

function schemaLinks(schema: SchemaNode) {
  const names = [schema, ...(schema.oneOf ?? [])]
    .map((node) => node.$ref?.split('/').at(-1))
    .filter((name) => name !== undefined);
  return names.map((name) => html`<a href="#${name}">${name}</a> `);
}
