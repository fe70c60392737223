// SPDX-License-Identifier: Apache-2.0
// What client and agent share in the filled demo: viewings, conversations, news. Every page of it is accessible, light and dark,
// at both sizes, and on a phone the words of all ten languages are their own and have room.
import { before } from 'node:test';
import { first, fits, languages, look } from './support/pages.mjs';
import { scene, sizes } from './support/scene.mjs';
import { Caller, fillDemo } from './support/world.mjs';

const home = '/vesper-daal';
let marit;
let sanne;
let pages;

before(async () => {
  await fillDemo();
  marit = await Caller.staff('admin@vesperdaal.example');
  sanne = await Caller.client('vesper-daal', 'sanne@example.com');
  await sanne.put('/portal/tour', { state: 'done' });
  pages = { ...(await pagesOfClient()), ...(await pagesOfStaff()) };
});

async function pagesOfClient() {
  const { upcoming, recent, unconfirmed } = await sanne.get('/portal/appointments');
  const { properties } = await sanne.get('/portal/home');
  const conversation = await first(sanne, '/portal/conversations');
  const compared = properties.slice(0, 3).map(({ id }) => id);
  const each = [upcoming[0], ...recent.slice(0, 2), ...unconfirmed.slice(0, 2)].map(({ id }) => `appointments/${id}`);
  const under = (paths) => paths.map((path) => `${home}/${path}`);
  return {
    viewings: under([
      ...['upcoming', 'recent', 'unconfirmed'].map((tab) => `appointments?tab=${tab}`),
      ...each,
      `compare?homes=${compared.join(',')}`,
      'progress',
      'profile/calendar',
    ]),
    conversations: under(['messages', `messages/${conversation.id}`, 'notifications', 'profile/notifications']),
  };
}

async function pagesOfStaff() {
  const request = await first(marit, '/appointments/requests');
  const completed = await first(marit, '/appointments?status=completed&limit=1');
  const conversation = await first(marit, '/conversations');
  return {
    calendar: [
      ...['day', 'week', 'month'].map((view) => `/crm/calendar?view=${view}`),
      `/crm/appointments/${request.id}`,
      `/crm/appointments/${completed.id}`,
    ],
    inbox: ['/crm/inbox', `/crm/inbox/${conversation.id}`, '/crm/notifications'],
  };
}

for (const size of Object.keys(sizes)) {
  for (const [name, who] of [
    ['viewings', 'client'],
    ['conversations', 'client'],
    ['calendar', 'agent'],
    ['inbox', 'agent'],
  ]) {
    scene(`The pages about ${name} of the ${who} are in order on a ${size}`, async (here) => {
      const session = who === 'client' ? sanne : marit;
      const language = who === 'client' ? 'nl' : 'en';
      await look(await here.person(who, { size, language, session }), pages[name]);
    });
  }
}

for (const name of ['viewings', 'conversations']) {
  scene(`On the client's pages about ${name} the words of every language fit a phone`, async (here) => {
    const client = await here.person('client', { size: 'phone', session: sanne });
    for (const language of languages) {
      await sanne.put('/portal/locale', { locale: language });
      client.speak(language);
      for (const path of pages[name]) await fits(client, path);
    }
  });
}

for (const name of ['calendar', 'inbox']) {
  scene(`On the agent's pages about ${name} the words of every language fit a phone`, async (here) => {
    const agent = await here.person('agent', { size: 'phone', session: marit });
    for (const language of languages) {
      await marit.put('/session/locale', { locale: language });
      agent.speak(language);
      for (const path of pages[name]) await fits(agent, path);
    }
  });
}
