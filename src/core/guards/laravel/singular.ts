/** The singular of an English plural as Laravel 8's inflector has it, for names of a resource's parameters. */
export function singular(word: string): string {
  const cut = Math.max(word.lastIndexOf('_'), word.lastIndexOf('-'), word.lastIndexOf(' ')) + 1;
  const head = word.slice(0, cut);
  const last = word.slice(cut);
  const lower = last.toLowerCase();
  if (uncountable.has(lower) || /ss$|\wware$|\wmedia$/.test(lower)) return word;
  const irregular = irregulars.get(lower);
  if (irregular !== undefined) return head + matched(last, irregular);
  for (const [pattern, by] of rules) if (pattern.test(last)) return head + last.replace(pattern, by);
  return word;
}

const matched = (like: string, word: string): string =>
  /^[A-Z]/.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word;

const rules: readonly (readonly [RegExp, string])[] = [
  [/(s)tatuses$/i, '$1tatus'],
  [/(s)tatus$/i, '$1tatus'],
  [/(c)ampus$/i, '$1ampus'],
  [/(menu)s$/i, '$1'],
  [/(quiz)zes$/i, '$1'],
  [/(matr)ices$/i, '$1ix'],
  [/(vert|ind)ices$/i, '$1ex'],
  [/^(ox)en/i, '$1'],
  [/(alias)(?:es)?$/i, '$1'],
  [/(buffal|her|potat|tomat|volcan)oes$/i, '$1o'],
  [/(alumn|bacill|cact|foc|fung|nucle|radi|stimul|syllab|termin|viri?)i$/i, '$1us'],
  [/([ftw]ax)es/i, '$1'],
  [/(analys|ax|cris|test|thes)es$/i, '$1is'],
  [/(shoe|slave)s$/i, '$1'],
  [/(o)es$/i, '$1'],
  [/ouses$/i, 'ouse'],
  [/([^a])uses$/i, '$1us'],
  [/([ml])ice$/i, '$1ouse'],
  [/(x|ch|ss|sh)es$/i, '$1'],
  [/(m)ovies$/i, '$1ovie'],
  [/([^aeiouy]|qu)ies$/i, '$1y'],
  [/([lr])ves$/i, '$1f'],
  [/(tive|hive|drive|dive|olive)s$/i, '$1'],
  [/([^fo])ves$/i, '$1fe'],
  [/(analy|diagno|^ba|parenthe|progno|synop|the)ses$/i, '$1sis'],
  [/(tax)a$/i, '$1on'],
  [/(c)riteria$/i, '$1riterion'],
  [/([ti])a$/i, '$1um'],
  [/(m)en$/i, '$1an'],
  [/eaus$/i, 'eau'],
  [/s$/i, ''],
];

const irregulars: ReadonlyMap<string, string> = new Map(
  (
    'atlases:atlas axes:axe beefs:beef blouses:blouse cafes:cafe chateaux:chateau niveaux:niveau children:child ' +
    'canvases:canvas cookies:cookie corpuses:corpus criteria:criterion curricula:curriculum demos:demo dominoes:domino ' +
    'echoes:echo feet:foot fungi:fungus gases:gas genies:genie genera:genus geese:goose hoofs:hoof irises:iris ' +
    'larvae:larva leaves:leaf lenses:lens loaves:loaf men:man media:medium memoranda:memorandum monies:money ' +
    'mottoes:motto moves:move niches:niche nuclei:nucleus octopuses:octopus opuses:opus oxen:ox passersby:passerby ' +
    'people:person plateaux:plateau safes:safe sexes:sex sieves:sieve syllabi:syllabus thieves:thief teeth:tooth ' +
    'tornadoes:tornado valves:valve volcanoes:volcano abuses:abuse avalanches:avalanche caches:cache curves:curve ' +
    'emphases:emphasis foes:foe graves:grave hoaxes:hoax neuroses:neurosis saves:save waves:wave oases:oasis ' +
    'zombies:zombie'
  )
    .split(' ')
    .map((it) => it.split(':') as [string, string]),
);

const uncountable: ReadonlySet<string> = new Set(
  (
    'advice aircraft art audio baggage bison bream breeches britches buffalo butter cantus carp cattle chassis ' +
    'clippers clothes clothing coal cod compensation contretemps coreopsis corps cotton data debris deer diabetes djinn ' +
    'education eland elk emoji equipment evidence fascia feedback firmware fish flounder flour food fuchsia furniture ' +
    'galleria gallows gold hardware headquarters herpes hijinks homework impatience information innings jeans jedi kin ' +
    'knowledge leather love luggage mackerel mafia management metadata mews militia money moose mumps music news nexus ' +
    'nutrition offspring oil pants patience petunia pincers plankton pliers pokemon police polish portuguese ' +
    'proceedings progress rabies rain recommended related research rhinoceros rice salmon sand scissors sepia series ' +
    'shears sheep siemens silk sms soap software spam species staff sugar swine talent toothpaste traffic travel trivia ' +
    'trousers trout tuna us utopia vinegar weather wheat whiting wildebeest wood wool'
  ).split(' '),
);
