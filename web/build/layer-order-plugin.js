// SPDX-License-Identifier: Apache-2.0
// Vite plugin: every style sheet starts with the order of the layers, since the browser may meet any of them first.
const order = '@layer reset,tokens,base,components,patterns,screens,tenant;';

export function layerOrder() {
  return {
    name: 'loggia-layer-order',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue;
        asset.source = order + String(asset.source).replaceAll(order, '');
      }
    },
  };
}
