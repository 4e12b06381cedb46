// A person at a browser, as far as our pages need one: no script runs on them.
export class Browser {
  cookies = new Map()

  constructor(site) {
    this.site = site
  }

  async send(url, body) {
    const headers = { cookie: [...this.cookies].map(pair => pair.join('=')).join('; ') }
    const response = await fetch(url, { method: body ? 'POST' : 'GET', body, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair] = cookie.split(';')
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = response.headers.get('location')
    if (!location) return { page: await response.text(), status: response.status }
    const next = new URL(location, this.site)
    return next.origin === this.site ? this.send(next) : { left: next }
  }

  submit(page, action, typed = {}) {
    const form = page.split('<form')[1]
    const fields = new URLSearchParams()
    for (const [, name, value] of form.matchAll(/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)) {
      fields.append(name, value.replaceAll('&amp;', '&'))
    }
    for (const [name, value] of Object.entries(typed)) fields.set(name, value)
    return this.send(new URL(action ?? /action="([^"]+)"/.exec(form)[1], this.site), fields)
  }

  // Signs in and allows what is asked, wherever the pages want that.
  async allow(url, identifier, password) {
    let at = await this.send(url)
    if (at.page?.includes('name="password"')) at = await this.submit(at.page, null, { identifier, password })
    if (at.page?.includes('name="state"')) at = await this.submit(at.page)
    return at
  }
}
