import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import type { Void } from '../../../core/domain/policy-source.js';
import type { ProvenReading } from '../../../core/domain/reading.js';
import { withKeys, withLockdowns, withVoids } from '../../../core/policy/bundle.js';
import { compile } from '../../../core/policy/compile.js';
import { decide } from '../../../core/policy/decide.js';
import { explain } from '../../../core/policy/explain.js';
import { PIPELINE } from '../../../core/policy/pipeline.js';
import { readCaseFiles } from '../../decisions/case-file.js';

const [{ source } = expect.fail('no case files')] = readCaseFiles();
/** Monday 2026-03-02, 09:00 in Hong Kong. */
const NOW = 1_772_413_200;
const reading: ProvenReading = {
  ...{ ok: true, campus: 7, key: 1, handle: '0000000000000001', groups: [1], issued: NOW },
};
const bundle = compile(source, 3, { from: NOW, days: 10 });

describe('decide', () => {
  it('refuses with rule_error when a check fails, as a failing check must not open', () => {
    class BrokenVoids extends Map<string, Void> {
      override get(): never {
        throw new Error('the disk is gone');
      }
    }
    const broken = withVoids(bundle, new BrokenVoids());
    const refused = { outcome: 'deny', reason: 'rule_error', version: 3 };
    expect(decide(broken, 'main-library', reading, NOW * 1000)).to.deep.equal(refused);
    const trace = explain(source, broken, 'main-library', reading, NOW * 1000);
    expect(trace.decision).to.deep.equal(refused);
    expect(trace.steps.at(-1)).to.deep.equal({
      check: 'credential',
      outcome: 'refused',
      reason: 'rule_error',
    });
  });

  it('refuses an instant that is no number', () => {
    expect(decide(bundle, 'main-library', reading, Number.NaN)).to.include({
      outcome: 'deny',
      reason: 'stale_bundle',
    });
  });

  it('answers for a scan that came up to a day before the bundle was compiled, and not earlier', () => {
    const early = (seconds: number) =>
      decide(bundle, 'staff-room', { ...reading, issued: seconds }, seconds * 1000);
    expect(early(NOW - 86_400).outcome).to.equal('grant');
    expect(early(NOW - 86_401).reason).to.equal('stale_bundle');
  });

  it('has every file of checks/ in its pipeline, once, under the name of the file', () => {
    const files = readdirSync(new URL('../../../core/policy/checks/', import.meta.url));
    const names = files.filter((file) => file.endsWith('.js')).map((file) => file.slice(0, -3));
    expect(PIPELINE.map(({ name }) => name)).to.have.members(names);
  });
});

describe('a bundle', () => {
  it('is swapped, not changed: what holds the old one decides as before', () => {
    const revoked: Void = { handle: reading.handle, until: NOW + 60, what: 'revoked' };
    const voided = withVoids(bundle, new Map([[reading.handle, revoked]]));
    const locked = withLockdowns(bundle, [{ area: 'library', responders: [] }]);
    expect(decide(voided, 'main-library', reading, NOW * 1000).reason).to.equal('credential_revoked');
    expect(decide(locked, 'main-library', reading, NOW * 1000).reason).to.equal('lockdown');
    expect(decide(bundle, 'main-library', reading, NOW * 1000).outcome).to.equal('grant');
  });

  it('ends a lockdown when it is swapped for one without', () => {
    const locked = withLockdowns(bundle, [{ area: 'library', responders: [] }]);
    expect(decide(withLockdowns(locked, []), 'main-library', reading, NOW * 1000).outcome).to.equal('grant');
  });

  it('lets nobody through a lockdown for a responder group that is gone', () => {
    const locked = withLockdowns(bundle, [{ area: 'library', responders: ['gone'] }]);
    expect(decide(locked, 'main-library', reading, NOW * 1000).reason).to.equal('lockdown');
  });

  it('refuses a lockdown of an area that is not there', () => {
    const lock = () => withLockdowns(bundle, [{ area: 'moon', responders: [] }]);
    expect(lock).to.throw('moon').with.property('code', 'unknown_reference');
  });

  it('carries the number of its key list', () => {
    expect(withKeys(bundle, 12).keys).to.equal(12);
  });
});
