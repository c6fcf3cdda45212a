import type { ApiRequest, Json } from './api-request.ts';

/** A call by Python's `requests` (https://requests.readthedocs.io). */
export function asPython(value: string, { method, url, body }: ApiRequest): string {
  const lines = [
    'import requests',
    '',
    'response = requests.request(',
    `    ${literal(method)},`,
    `    ${literal(url)},`,
    `    headers={"Authorization": ${literal(`Bearer ${value}`)}},`,
  ];
  if (body !== null) lines.push(`    json=${literal(body)},`);
  lines.push(')', 'print(response.status_code, response.text)');
  return `${lines.join('\n')}\n`;
}

/** A text of JSON is one of Python too, escapes and all; the words for yes, no and nothing are not. */
function literal(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(literal).join(', ')}]`;
  const fields = Object.entries(value);
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}: ${literal(field)}`).join(', ')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
