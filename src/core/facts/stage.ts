/** Words in host names that set a test environment apart from the real one. */
const stage =
  /(?:^|[.-])(?:test(?:ing)?|sandbox|sbx|dev(?:elop(?:ment)?)?|stag(?:e|ing)|stg|uat|qa|pre-?prod|demo|beta)(?=[.\d-])/i;

/** The environment that a host name speaks of, such as `sandbox`; undefined for what reads like the real one. */
export function readStage(host: string): string | undefined {
  return stage.exec(host)?.[0].replace(/^[.-]/, '').toLowerCase();
}
