// SPDX-License-Identifier: Apache-2.0
// Photos taken in the page, alike in both apps, with the camera that Chromium draws: a disc that turns, on green.
import { hasFocus } from './keyboard.mjs';

/** Opens the camera with the button that says so. Answers its dialog. */
export async function openCamera(person) {
  const { t, page } = person;
  await page.evaluate(rememberStreams);
  await person.button(t('ui.camera.open')).click();
  return person.dialog(t('ui.camera.open'));
}

/** One sees what it sees, and the next key takes the photo. */
export async function seesPicture(person, dialog) {
  const { t, page } = person;
  await dialog.getByText(t('ui.camera.ready')).waitFor();
  await hasFocus(person, dialog.getByRole('button', { name: t('ui.camera.take'), exact: true }));
  await page.waitForFunction(() => {
    const { videoWidth, paused, currentTime } = document.querySelector('dialog video');
    return videoWidth > 0 && !paused && currentTime > 0;
  });
}

/** The photo is there to be looked at, and the camera off. */
export async function seesPhoto(person, dialog) {
  const { t, page } = person;
  await dialog.getByText(t('ui.camera.taken')).waitFor();
  await dialog.getByRole('img', { name: t('ui.camera.photo') }).waitFor();
  await page.waitForFunction(() => document.querySelector('dialog img').naturalWidth > 0);
  await hasFocus(person, dialog.getByRole('button', { name: t('ui.camera.use'), exact: true }));
  await assertCameraOff(person);
}

/** Opens it, takes a photo by keyboard and uses it. */
export async function takePhoto(person) {
  await person.page.context().grantPermissions(['camera']);
  const dialog = await openCamera(person);
  await seesPicture(person, dialog);
  await person.page.keyboard.press('Enter');
  await seesPhoto(person, dialog);
  await person.page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}

/** At once or a moment later: a dialog gives the focus back before it tells that it is closed. */
export async function assertCameraOff({ page }) {
  await page.waitForFunction(() => {
    const tracks = window.streamsGiven.flatMap((stream) => stream.getTracks());
    return tracks.length > 0 && tracks.every(({ readyState }) => readyState === 'ended');
  });
}

/** Runs in the page: whether a camera is on can be asked of its streams only. */
function rememberStreams() {
  if (window.streamsGiven) return;
  window.streamsGiven = [];
  const devices = navigator.mediaDevices;
  const give = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    const stream = await give(wanted);
    window.streamsGiven.push(stream);
    return stream;
  };
}
