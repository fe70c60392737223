// SPDX-License-Identifier: Apache-2.0
// A device that keeps passkeys, of Chromium's making (https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/).

const kind = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
};

export class Authenticator {
  #devtools;
  #id;

  constructor(devtools, id) {
    this.#devtools = devtools;
    this.#id = id;
  }

  /** Puts one into a person's hands. It does what it is asked while the person is there: see `whilePresent`. */
  static async of({ page }) {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const options = { ...kind, automaticPresenceSimulation: false };
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options });
    return new Authenticator(devtools, authenticatorId);
  }

  /** The person touches the device for what `act` asks of it, and for nothing else: passkeys may stand among suggestions. */
  async whilePresent(act) {
    await this.#present(true);
    await act();
    await this.#present(false);
  }

  async passkeys() {
    const { credentials } = await this.#devtools.send('WebAuthn.getCredentials', { authenticatorId: this.#id });
    return credentials;
  }

  #present(enabled) {
    return this.#devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: this.#id, enabled });
  }
}
