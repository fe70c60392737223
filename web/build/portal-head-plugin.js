// SPDX-License-Identifier: Apache-2.0
// Vite plugin: leaves the mark that the server replaces by the portal's colours and manifest, after the app's own styles,
// so that the layers keep their order; the development server, which has no portal, drops the title's mark.
export function portalHead() {
  return {
    name: 'loggia-portal-head',
    transformIndexHtml: {
      order: 'post',
      handler(html, { server }) {
        if (server) return html.replace('@title@', 'Loggia');
        return html.replace('</head>', '  <meta name="loggia-head">\n  </head>');
      },
    },
  };
}
