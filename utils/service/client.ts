import * as oauth from 'oauth4webapi';
import type { RouteInput, RouteName, RouteOutput } from '../../contract/routes.ts';
import { networkOptions, unreachable } from './network.ts';
import { readAnswer, refusalOf } from './read-answer.ts';
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
}

/** Makes the client through which all signed-in calls go. */
export function createClient(source: AccessSource): ServiceClient {
  return {
    async call(name, input, headers) {
      const request = serviceRequest(name, input, headers);
      const access = await source.current();
      const response = await send(access, request);
      if (!(await isSessionEnd(response))) return readAnswer(name, response);
      const renewed = await source.renew(access);
      const second = await send(renewed, request);
      if (await isSessionEnd(second)) await source.ended(renewed);
      return readAnswer(name, second);
    },
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
