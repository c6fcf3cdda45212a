import * as oauth from 'oauth4webapi';
import type { ROUTES, RouteInput, RouteName, RouteOutput } from '../../contract/routes.ts';
import { networkOptions, unreachable } from './network.ts';
import { readAnswer, readText, refusalOf } from './read-answer.ts';
import { serviceRequest, type CallHeaders, type ServiceRequest } from './service-request.ts';

/** What a call is made with. */
export interface Access {
  readonly address: string;
  readonly accessToken: string;
  readonly proof: oauth.DPoPHandle;
  /** The sign-in that this belongs to. */
  readonly epoch: string;
}

/** Where a client gets its access from. */
export interface AccessSource {
  /** @throws Failed when nobody is signed in, or the service can't be reached */
  current(): Promise<Access>;
  /** Another access in place of one that the service no longer takes. @throws Failed as `current` */
  renew(refused: Access): Promise<Access>;
  /** Told when the service has refused a fresh access too. */
  ended(refused: Access): Promise<void>;
}

export interface ServiceClient {
  /**
   * Makes one call of the route table.
   * @throws Failed with the service's refusal, or with what went wrong on the way
   */
  call<Name extends RouteName>(
    name: Name,
    input: RouteInput<Name>,
    headers?: CallHeaders,
  ): Promise<RouteOutput<Name>>;
  /** Makes a call whose answer is a file of text. @throws Failed as `call` */
  text<Name extends FileRoute>(name: Name, input: RouteInput<Name>): Promise<string>;
}

/** Calls that answer with a file. */
export type FileRoute = {
  [Name in RouteName]: (typeof ROUTES)[Name]['success'] extends { readonly file: readonly string[] }
    ? Name
    : never;
}[RouteName];

/** Makes the client through which all signed-in calls go. */
export function createClient(source: AccessSource): ServiceClient {
  async function answerTo(request: ServiceRequest): Promise<Response> {
    const access = await source.current();
    const response = await send(access, request);
    if (!(await isSessionEnd(response))) return response;
    const renewed = await source.renew(access);
    const second = await send(renewed, request);
    if (await isSessionEnd(second)) await source.ended(renewed);
    return second;
  }
  return {
    call: async (name, input, headers) =>
      readAnswer(name, await answerTo(serviceRequest(name, input, headers))),
    text: async (name, input) => readText(name, await answerTo(serviceRequest(name, input))),
  };
}

async function isSessionEnd(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  return (await refusalOf(response.clone())).failure.code === 'session_ended';
}

async function send(access: Access, request: ServiceRequest): Promise<Response> {
  const url = new URL(request.target, access.address);
  try {
    return await oauth.protectedResourceRequest(
      access.accessToken,
      request.method,
      url,
      new Headers(request.headers),
      request.body,
      { DPoP: access.proof, ...networkOptions(access.address) },
    );
  } catch (error) {
    // A challenge comes as an error, with the answer unread in it.
    if (error instanceof oauth.WWWAuthenticateChallengeError) return error.response;
    throw unreachable(error);
  }
}
