// SPDX-License-Identifier: Apache-2.0
// Passkeys in the browser (WebAuthn Level 3): options come and credentials go as the JSON forms of the specification.
// https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON and #dom-publickeycredential-tojson

/** What is asked of the browser beside the server's options. */
export interface PasskeyRequest {
  /** Offers passkeys among the suggestions of an `autocomplete="username webauthn"` field, instead of in a dialog. */
  amongSuggestions?: boolean;
  /** A browser shows one request at a time: abort the one that waits before starting another. */
  signal?: AbortSignal;
}

/** Whether this browser, on this address, knows passkeys at all. */
export function passkeysSupported(): boolean {
  return typeof PublicKeyCredential === 'function' && navigator.credentials !== undefined;
}

/** Whether passkeys may stand among the suggestions of a field. */
export async function suggestionsSupported(): Promise<boolean> {
  if (!passkeysSupported() || !('isConditionalMediationAvailable' in PublicKeyCredential)) return false;
  return PublicKeyCredential.isConditionalMediationAvailable();
}

/** Makes a passkey. Throws what the browser throws: `wasGivenUp` and `isKnownHere` tell the common cases. */
export async function createPasskey(
  options: PublicKeyCredentialCreationOptionsJSON,
  { signal }: Pick<PasskeyRequest, 'signal'> = {},
): Promise<RegistrationResponseJSON> {
  const publicKey = readCreationOptions(options);
  const credential = await navigator.credentials.create({ publicKey, signal });
  return writeCredential(asPublicKey(credential)) as RegistrationResponseJSON;
}

/** Proves that a passkey is at hand. Throws what the browser throws: `wasGivenUp` tells the common case. */
export async function getPasskey(
  options: PublicKeyCredentialRequestOptionsJSON,
  { amongSuggestions = false, signal }: PasskeyRequest = {},
): Promise<AuthenticationResponseJSON> {
  const publicKey = readRequestOptions(options);
  const mediation = amongSuggestions ? 'conditional' : undefined;
  const credential = await navigator.credentials.get({ publicKey, signal, mediation });
  return writeCredential(asPublicKey(credential)) as AuthenticationResponseJSON;
}

/** The person closed the browser's dialog, took too long, or has no passkey here: nothing to complain about. */
export function wasGivenUp(error: unknown): boolean {
  return error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name);
}

/** This device holds a passkey of the account already. */
export function isKnownHere(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}

function asPublicKey(credential: Credential | null): PublicKeyCredential {
  if (credential === null) throw new DOMException('No passkey was chosen.', 'NotAllowedError');
  return credential as PublicKeyCredential;
}

/** Newer browsers read the JSON themselves; for the others the bytes among it are turned here, and extensions left out. */
function readCreationOptions(options: PublicKeyCredentialCreationOptionsJSON): PublicKeyCredentialCreationOptions {
  if (typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function')
    return PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const { user, challenge, excludeCredentials = [] } = options;
  return {
    ...options,
    challenge: fromBase64Url(challenge),
    user: { ...user, id: fromBase64Url(user.id) },
    excludeCredentials: excludeCredentials.map(readDescriptor),
    extensions: undefined,
  } as PublicKeyCredentialCreationOptions;
}

function readRequestOptions(options: PublicKeyCredentialRequestOptionsJSON): PublicKeyCredentialRequestOptions {
  if (typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function')
    return PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const { challenge, allowCredentials = [] } = options;
  return {
    ...options,
    challenge: fromBase64Url(challenge),
    allowCredentials: allowCredentials.map(readDescriptor),
    extensions: undefined,
  } as PublicKeyCredentialRequestOptions;
}

function readDescriptor({ id, ...rest }: PublicKeyCredentialDescriptorJSON): PublicKeyCredentialDescriptor {
  return { ...rest, id: fromBase64Url(id) } as PublicKeyCredentialDescriptor;
}

function writeCredential(credential: PublicKeyCredential): RegistrationResponseJSON | AuthenticationResponseJSON {
  if (typeof credential.toJSON === 'function') return credential.toJSON();
  const { id, type, response, authenticatorAttachment } = credential;
  return {
    id,
    rawId: toBase64Url(credential.rawId),
    type,
    authenticatorAttachment: authenticatorAttachment ?? undefined,
    clientExtensionResults: {},
    response: 'attestationObject' in response ? writeAttestation(response) : writeAssertion(response),
  } as RegistrationResponseJSON | AuthenticationResponseJSON;
}

function writeAttestation(response: AuthenticatorResponse): AuthenticatorAttestationResponseJSON {
  const attestation = response as AuthenticatorAttestationResponse;
  const key = attestation.getPublicKey();
  return {
    clientDataJSON: toBase64Url(attestation.clientDataJSON),
    attestationObject: toBase64Url(attestation.attestationObject),
    authenticatorData: toBase64Url(attestation.getAuthenticatorData()),
    publicKeyAlgorithm: attestation.getPublicKeyAlgorithm(),
    ...(key === null ? {} : { publicKey: toBase64Url(key) }),
    transports: attestation.getTransports(),
  };
}

function writeAssertion(response: AuthenticatorResponse): AuthenticatorAssertionResponseJSON {
  const { clientDataJSON, authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  return {
    clientDataJSON: toBase64Url(clientDataJSON),
    authenticatorData: toBase64Url(authenticatorData),
    signature: toBase64Url(signature),
    ...(userHandle === null ? {} : { userHandle: toBase64Url(userHandle) }),
  };
}

/** RFC 4648, section 5, without padding. */
export function toBase64Url(bytes: ArrayBuffer): string {
  const text = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
