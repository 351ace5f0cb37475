import { expect } from 'chai';
import { parseCampusFile } from '../../../core/campus-file/parse.js';
import { ANY_SETTINGS, parsed, problemsAfter, SMALL } from './support.js';

const parseText = (text: string) => parseCampusFile(text, 'small.yaml', ANY_SETTINGS);
const problemsOf = (text: string) => {
  const result = parseText(text);
  return result.ok ? [] : result.problems;
};

describe('parseCampusFile', () => {
  it('fills in what the file leaves out', () => {
    const file = parsed(parseText(SMALL));
    expect(file.points[0]).to.include({ mode: 'normal' });
    expect(file.rules[0]).to.deep.include({ points: [] });
    expect(file.schedules[0]?.exceptions).to.deep.equal([]);
    expect(file.devices[0]).to.include({ kind: 'http' });
    expect(file.eligibility).to.deep.include({ dutyConfirmation: [], excludedEntities: [], currentCard: [] });
    expect(file.notices).to.deep.equal([]);
  });

  it('keeps a reference to the environment as it is written', () => {
    expect(parsed(parseText(SMALL)).devices[0]?.token).to.equal('${' + 'env:GATE_1_TOKEN}');
  });

  it('tells every mistake at once, in the order of lines', () => {
    const text = SMALL.replace('number: 7', 'number: seven')
      .replace('area: hall,', 'area: hell, color: red,')
      .replace("'08:00'", "'8:00'")
      .replace('plugin: gates', 'plugin: doors');
    expect(problemsOf(text).map(({ line, path }) => `${line} ${path}`)).to.deep.equal([
      '2 campus.number',
      '12 points[0].color',
      '12 points[0].area',
      '16 schedules[0].week.mon[0].from',
      '25 devices[0].plugin',
    ]);
  });

  it('lets hours run past midnight and to the end of the day', () => {
    expect(problemsAfter("to: '18:00'", "to: '02:00'")).to.deep.equal([]);
    expect(problemsAfter("to: '18:00'", "to: '24:00'")).to.deep.equal([]);
  });

  it('tells a ring of areas once, not once for every area in it', () => {
    const ring = '{ id: a, parent: b, name: { en: A } }\n  - { id: b, parent: c, name: { en: B } }\n  - ';
    const rest = '{ id: c, parent: a, name: { en: C } }\n  - { id: below, parent: a, name: { en: D } }\n  - ';
    const problems = problemsAfter('{ id: campus', `${ring}${rest}{ id: campus`);
    expect(problems.map(({ path, got }) => [path, got])).to.deep.equal([
      ['areas[0].parent', 'a in b in c in a'],
    ]);
  });

  it('points at the line on which an anchored mistake is written', () => {
    const hours = "mon: &hours [{ from: '08:00', to: '99:00' }],\n    tue: *hours";
    const problems = problemsAfter("mon: [{ from: '08:00', to: '18:00' }]", hours);
    expect(problems.map(({ line, path }) => [line, path])).to.deep.equal([
      [16, 'schedules[0].week.mon[0].to'],
      [16, 'schedules[0].week.tue[0].to'],
    ]);
  });
});

describe('settings of plugins', () => {
  const issue = { path: ['mqtt'], message: 'a broker address' };

  it('are checked by the plugin and told below the plugin', () => {
    const asked: unknown[] = [];
    const checks = {
      checkPluginSettings: (name: string, settings: unknown) => {
        asked.push([name, settings]);
        return [issue];
      },
    };
    const result = parseCampusFile(SMALL, 'small.yaml', checks);
    expect(asked).to.deep.equal([['gates', { mqtt: true }]]);
    expect(result).to.deep.equal({
      ok: false,
      problems: [
        {
          file: 'small.yaml',
          path: 'plugins.gates.settings.mqtt',
          line: 23,
          expected: issue.message,
          got: 'a boolean',
        },
      ],
    });
  });

  it('are never repeated in a problem, since they may be secrets', () => {
    const checks = { checkPluginSettings: () => [issue] };
    const problems = problemsAfter('mqtt: true', 'mqtt: hunter2', checks);
    expect(problems[0]?.path).to.equal('plugins.gates.settings.mqtt');
    expect(JSON.stringify(problems)).not.to.include('hunter2');
  });

  it('of a plugin whose check fails are a problem, not a crash', () => {
    const checks = {
      checkPluginSettings: () => {
        throw new Error('broken plugin');
      },
    };
    const result = parseCampusFile(SMALL, 'small.yaml', checks);
    expect(result.ok ? [] : result.problems.map(({ path }) => path)).to.deep.equal([
      'plugins.gates.settings',
    ]);
  });

  it('that are left out are checked as empty', () => {
    const checks = {
      checkPluginSettings: (_: string, settings: Record<string, unknown>) =>
        Object.keys(settings).length === 0 ? [{ path: [], message: 'some settings' }] : [],
    };
    const problems = problemsAfter(', settings: { mqtt: true }', '', checks);
    expect(problems.map(({ path, line, expected }) => [path, line, expected])).to.deep.equal([
      ['plugins.gates.settings', 23, 'some settings'],
    ]);
  });
});

describe('the address of a device', () => {
  it('is refused where its plugin calls none, with its place', () => {
    const address = [
      'name: { en: Gate 1 }, token',
      "address: 'http://gate.test', name: { en: Gate 1 }, token",
    ] as const;
    const calls = (callsDevices: boolean) =>
      problemsAfter(...address, { ...ANY_SETTINGS, callsDevices: () => callsDevices });
    expect(calls(true)).to.deep.equal([]);
    expect(calls(false).map(({ path, line, expected }) => [path, line, expected])).to.deep.equal([
      ['devices[0].address', 25, 'no address: gates calls none of its devices'],
    ]);
  });
});
