/** Resolves class names by the namespace and imports of a file, as PHP does. Whole names have no first backslash. */
export class Names {
  namespace = '';
  readonly mentions = new Set<string>();
  readonly #imports = new Map<string, string>();

  import(name: string, alias?: string): void {
    const whole = name.replace(/^\\/, '');
    this.#imports.set((alias ?? whole.slice(whole.lastIndexOf('\\') + 1)).toLowerCase(), whole);
    this.mentions.add(whole);
  }

  /** The whole name of a class as it is written here; `self`, `static` and `parent` stay as they are. */
  resolve(written: string): string {
    const whole = this.#whole(written);
    this.mentions.add(whole);
    return whole;
  }

  #whole(written: string): string {
    if (written.startsWith('\\')) return written.slice(1);
    if (/^(?:self|static|parent)$/i.test(written)) return written.toLowerCase();
    if (/^namespace\\/i.test(written)) return this.#inside(written.slice(10));
    const cut = written.indexOf('\\');
    const imported = this.#imports.get((cut < 0 ? written : written.slice(0, cut)).toLowerCase());
    if (imported !== undefined) return cut < 0 ? imported : imported + written.slice(cut);
    return this.#inside(written);
  }

  #inside(name: string): string {
    return this.namespace === '' ? name : `${this.namespace}\\${name}`;
  }
}
