import type { ApiRequest } from './api-request.ts';

/** A call by `fetch`, for a module of a browser or of Node. */
export function asJavaScript(value: string, { method, url, body }: ApiRequest): string {
  // JSON is JavaScript: every text and every body that it writes is a literal.
  const lines = [`const response = await fetch(${JSON.stringify(url)}, {`];
  if (method !== 'GET') lines.push(`  method: ${JSON.stringify(method)},`);
  lines.push('  headers: {', `    Authorization: ${JSON.stringify(`Bearer ${value}`)},`);
  if (body !== null) lines.push('    "Content-Type": "application/json",');
  lines.push('  },');
  if (body !== null) lines.push(`  body: JSON.stringify(${JSON.stringify(body)}),`);
  lines.push('});', 'console.log(response.status, await response.text());');
  return `${lines.join('\n')}\n`;
}
