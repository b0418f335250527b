/** What a page of others may load: what stands in it. A script would have no policy to run under. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** A held page as a frame or a hidden window gets it; of none, that it is not there. */
export function pageAnswer(html: string | undefined): Response {
  return html === undefined
    ? new Response(null, { status: 404 })
    : new Response(html, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': POLICY,
          'x-content-type-options': 'nosniff',
        },
      });
}
