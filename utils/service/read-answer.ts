import { ErrorBody } from '../../contract/error-body.ts';
import { isErrorCode } from '../../contract/errors.ts';
import { ROUTES, type Route, type RouteName, type RouteOutput } from '../../contract/routes.ts';
import { Failed, failed } from '../messaging/failed.ts';
import { unreachable } from './network.ts';

/** What proxies answer with while the service behind them is down. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Reads the answer to a route's call, checked against its row.
 * @throws Failed with the service's own refusal, or `wrong_answer`
 */
export async function readAnswer<Name extends RouteName>(
  name: Name,
  response: Response,
): Promise<RouteOutput<Name>> {
  const { success }: Route = ROUTES[name];
  if (response.status !== success.status) throw await refusalOf(response);
  if (success.schema === undefined) return undefined as RouteOutput<Name>;
  const read = success.schema.safeParse(await readJson(response));
  if (!read.success) throw wrongAnswer(response.status);
  return read.data as RouteOutput<Name>;
}

/**
 * Reads the answer to a call that gives a file.
 * @throws Failed with the service's own refusal, or when the connection broke before the end
 */
export async function readText(name: RouteName, response: Response): Promise<string> {
  if (response.status !== ROUTES[name].success.status) throw await refusalOf(response);
  try {
    return await response.text();
  } catch (error) {
    throw unreachable(error);
  }
}

/** The failure that a refusal of the service is to a page. */
export async function refusalOf(response: Response): Promise<Failed> {
  const read = ErrorBody.safeParse(await readJson(response));
  if (!read.success) {
    return GATEWAY_STATUSES.has(response.status)
      ? unreachable(response.status)
      : wrongAnswer(response.status);
  }
  const { code, message, details } = read.data.error;
  if (!isErrorCode(code)) return new Failed({ code: 'unknown_refusal', message });
  const fields = details?.fields;
  return new Failed({ code, message, ...(fields === undefined ? {} : { fields }) });
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    // Cut off on the way, or no JSON at all.
    if (error instanceof SyntaxError) return undefined;
    throw unreachable(error);
  }
}

function wrongAnswer(status: number): Failed {
  return failed('wrong_answer', `The service gave an answer that can’t be read (${status}).`);
}
