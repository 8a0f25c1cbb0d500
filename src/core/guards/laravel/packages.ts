/** Packages that bring no middleware of their own, or whose middleware is known by name. */
const quiet =
  /^(?:php|ext-.*|laravel\/(?:framework|lumen-framework|sanctum|passport|tinker|ui|breeze|socialite|scout|horizon|octane|pint|sail|helpers|slack-notification-channel|reverb|telescope|pulse|prompts)|guzzlehttp\/.*|fruitcake\/.*|fideloper\/.*|doctrine\/.*|league\/.*|predis\/.*|ramsey\/.*|symfony\/.*|nesbot\/.*|spatie\/laravel-permission|inertiajs\/.*|tightenco\/ziggy|barryvdh\/laravel-(?:debugbar|dompdf|ide-helper)|maatwebsite\/excel|intervention\/.*|aws\/.*|livewire\/livewire)$/;

/**
 * The packages that a composer.json requires and that may define middleware which is not known here. Undefined where
 * there is no such file, or it is none.
 */
export function packagesOf(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  try {
    const said: unknown = JSON.parse(text);
    const required = typeof said === 'object' && said !== null && 'require' in said ? said.require : undefined;
    if (typeof required !== 'object' || required === null) return [];
    return Object.keys(required).filter((it) => !quiet.test(it));
  } catch {
    return undefined;
  }
}
