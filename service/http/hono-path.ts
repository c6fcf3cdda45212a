/** A path of the route table (`/v1/tokens/{id}`) as Hono writes it (`/v1/tokens/:id`). */
export function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
