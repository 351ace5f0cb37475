import type { Answers } from './answers.js';

/** Between these lines stands what `gatehouse sample remove` takes out again. */
export const SAMPLE_FROM = '# sample: from here';
export const SAMPLE_TO = '# sample: to here';

/** Plain where YAML reads it as a text for sure, else as JSON, which is YAML. */
const q = (text: string) =>
  /^\p{L}[\p{L}\p{N} -]*[\p{L}\p{N}]$/u.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
const said = (en: string, hant: string, hans: string) =>
  `{ en: ${q(en)}, zh-Hant: ${q(hant)}, zh-Hans: ${q(hans)} }`;

/** A campus file that `gatehouse apply` takes as it is, with a word on what to change. */
export function campusYaml(answers: Answers, sample: boolean): string {
  return [head(answers), places(), people(sample), connections(answers, sample), help(answers)].join('\n');
}

function head({ name, nameHant, nameHans, number, slug, languages, zone, colour, admin }: Answers): string {
  return `# ${name.replaceAll(/\s+/g, ' ')}: its places, rules, people and devices. Made by "gatehouse init"; yours from now on.
# "gatehouse apply" brings the hub to what this file says, as often as you like. It holds no secret: \${env:NAME} is read
# from the environment (see ${slug}.env). examples/ of the hub's repository has two larger campuses.

campus:
  number: ${number} # in every code: it stays for ever
  slug: ${slug} # in addresses: people have it in their bookmarks
  name: ${said(name, nameHant, nameHans)}
  timeZone: ${zone}
  languages: [${languages.join(', ')}] # the first one is on displays of gates

branding:
  colour: ${q(colour)}
  logoText: ${q(name.slice(0, 24).trim())}
  codeName: ${said('Access code', '通行碼', '通行码')}

# Sign-in names of staff; each list may have more. Also: approver, guard, help_desk, auditor.
roles:
  admin: [${q(admin)}]
`;
}

function places(): string {
  return `# Change: the places that you have. An area may stand in another (parent), a rule for an area holds inside it too.
areas:
  - { id: grounds, name: ${said('Campus', '校園', '校园')} }
  - { id: main-building, parent: grounds, name: ${said('Main building', '主樓', '主楼')} }

# Change: a point is one reader at a gate, door, printer or till.
points:
  - { id: main-gate, area: grounds, kind: gate, name: ${said('Main gate', '正門', '正门')} }
  - { id: main-door, area: main-building, kind: door, name: ${said('Door of the main building', '主樓大門', '主楼大门')} }

# Change: when students may come in. Hours past midnight belong to the day on which they begin.
schedules:
  - id: open-hours
    week:
      mon: &day [{ from: '07:00', to: '22:00' }]
      tue: *day
      wed: *day
      thu: *day
      fri: *day
      sat: [{ from: '09:00', to: '18:00' }]
    exceptions:
      - { date: 2027-01-01, hours: [] }

rules:
  - { id: staff-any-time, effect: allow, groups: [staff], areas: [grounds] }
  - { id: students-in-hours, effect: allow, groups: [students], areas: [grounds], schedule: open-hours }
`;
}

function people(sample: boolean): string {
  const group = `  ${SAMPLE_FROM}
  - { id: sample, name: ${said('Sample people (invented)', '示範人員（虛構）', '示例人员（虚构）')}, members: { unit: [SAMPLE] } }
  ${SAMPLE_TO}
`;
  return `# Whom a group has is worked out from HR's records: by affiliation, unit, entity or loginName.
groups:
  - { id: staff, name: ${said('Staff', '教職員', '教职员')}, members: { affiliation: [staff] } }
  - { id: students, name: ${said('Students', '學生', '学生')}, members: { affiliation: [student] } }
${sample ? group : ''}
# Whose code there is. dutyConfirmation: [staff] waits for HR's word that somebody has reported for duty.
eligibility:
  affiliations: [staff, student]
`;
}

function connections({ directory, base, account, slug }: Answers, sample: boolean): string {
  const source = `        ${SAMPLE_FROM}
        - { kind: csv, name: sample, path: sample.csv }
        ${SAMPLE_TO}
`;
  return `plugins:
  # People, from HR. Change: the file lies in drop/${slug} below the hub's data folder, with its count and digest beside it
  # (plugins/hcms/README.md says which columns). Later: { kind: soap, url: '\${env:HR_URL}', user: ..., password: '\${env:HR_PASSWORD}' }
  hcms:
    enabled: true
    settings:
      intervalSeconds: 300
      sources:
        - { kind: csv, name: people, path: people.csv }
${sample ? source : ''}  # Sign-in, by the directory alone: nobody signs in until it answers, administrators neither.
  sso:
    enabled: true
    settings:
      url: ${q(directory)}
      bindDn: ${q(account)}
      bindPassword: \${env:DIRECTORY_PASSWORD}
      loginAttribute: uid # sAMAccountName in Active Directory
      joinAttribute: employeeNumber # holds the number that HR knows a person by (source_key of the CSV)
      signIn:
        - { base: ${q(base)} }
  # The wallet on people's phones.
  staffapp: { enabled: true }
  # Gates and doors.
  gates: { enabled: true }

# Change: your vendors' devices (docs/devices.md). To try one out: "gatehouse device add".
devices:
  - id: main-gate-1
    plugin: gates
    kind: mqtt
    points: [main-gate]
    name: ${said('Main gate 1', '正門 1 號閘機', '正门 1 号闸机')}
    token: \${env:MAIN_GATE_1_TOKEN}
  - id: main-door-1
    plugin: gates
    kind: http
    points: [main-door]
    name: ${said('Door of the main building', '主樓大門', '主楼大门')}
    token: \${env:MAIN_DOOR_1_TOKEN}
`;
}

function help({ contact }: Answers): string {
  return `# Every page says whom to ask.
contacts:
  - topic: help-desk
    about: [sign-in, code]
    name: ${said('Help desk', '服務台', '服务台')}
    email: ${contact}

# Change: what people accept when they link a phone. A higher version is asked again.
notices:
  - id: personal-use
    version: 1
    text: ${said(
      'The code is for your personal use only and must not be shared.',
      '通行碼只供您個人使用，不得與他人共用。',
      '通行码仅供您本人使用，不得与他人共用。',
    )}

links:
  - { id: feedback, label: ${said('Feedback', '意見', '意见')}, url: ${q(`mailto:${contact}`)}, footer: true }
`;
}
