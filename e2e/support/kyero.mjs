// SPDX-License-Identifier: Apache-2.0
// The agency's offer as its website publishes it: a Kyero v3 feed with texts in two languages and a photo file each.

/** What the feed offers; `about` is the first line of its description. */
export const offer = [
  {
    reference: 'VD-7101',
    type: 'villa',
    town: 'Jávea',
    price: 1285000,
    beds: 4,
    built: 286,
    rating: 'B',
    about: {
      en: 'A quiet villa above the bay.',
      nl: 'Een rustige villa boven de baai.',
    },
  },
  {
    reference: 'VD-7102',
    type: 'apartment',
    town: 'Dénia',
    price: 398000,
    beds: 2,
    built: 94,
    rating: 'C',
    about: { en: 'Two rooms by the harbour.', nl: 'Twee kamers aan de haven.' },
  },
  {
    reference: 'VD-7103',
    type: 'finca',
    town: 'Jalón',
    price: 640000,
    beds: 5,
    built: 310,
    rating: 'D',
    about: {
      en: 'An old farm among almond trees.',
      nl: 'Een oude boerderij tussen de amandelbomen.',
    },
  },
  {
    reference: 'VD-7104',
    type: 'penthouse',
    town: 'Altea',
    price: 525000,
    beds: 3,
    built: 132,
    rating: 'A',
    about: {
      en: 'A roof terrace over the old town.',
      nl: 'Een dakterras boven de oude stad.',
    },
  },
];

const escape = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);

function propertyXml(home, index, photos) {
  const texts = Object.entries(home.about).map(([language, about]) => `<${language}>${escape(about)}</${language}>`);
  return `
  <property>
    <id>${7000 + index}</id>
    <date>2026-06-17 11:30:00</date>
    <ref>${home.reference}</ref>
    <price>${home.price}</price>
    <currency>EUR</currency>
    <price_freq>sale</price_freq>
    <type>${home.type}</type>
    <town>${home.town}</town>
    <province>Alicante</province>
    <location><latitude>${38.7 + index / 50}</latitude><longitude>${0.1 + index / 50}</longitude></location>
    <beds>${home.beds}</beds>
    <baths>2</baths>
    <surface_area><built>${home.built}</built><plot>${home.built * 3}</plot></surface_area>
    <energy_rating><consumption>${home.rating}</consumption></energy_rating>
    <desc>${texts.join('')}</desc>
    <features><feature>Private pool</feature><feature>Sea views</feature><feature>Air conditioning</feature></features>
    <images><image id="1"><url>${photos}/${index}-1.png</url></image><image id="2"><url>${photos}/${index}-2.png</url></image></images>
  </property>`;
}

/** @param {string} photos the address under which the photo files lie */
export function kyeroFeed(photos) {
  const properties = offer.map((home, index) => propertyXml(home, index, photos)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<root>
  <kyero><feed_version>3</feed_version></kyero>${properties}
</root>
`;
}
