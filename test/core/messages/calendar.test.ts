import { expect } from 'chai';
import { type CalendarLine, linesOf } from '../../support/calendar-lines.js';
import { LINK, render, sampleOf } from './rendered.js';

const KINDS = {
  'visit-invitation': 'REQUEST',
  'visit-changed': 'REQUEST',
  'visit-cancelled': 'CANCEL',
} as const;

async function eventOf(kind: keyof typeof KINDS, over: object = {}): Promise<Map<string, CalendarLine>> {
  const values = { ...sampleOf(kind).values, ...over };
  const { calendar } = await render({ kind, channel: 'email', language: 'en', values });
  if (!calendar) throw new Error(`a ${kind} has no calendar`);
  expect(calendar.method).to.equal(KINDS[kind]);
  const lines = linesOf(calendar.content);
  expect(lines.get('METHOD')?.value).to.equal(KINDS[kind]);
  return lines;
}

describe('the appointment in a mail', () => {
  it('is asked for, changed and cancelled under one UID with a rising SEQUENCE', async () => {
    const asked = await eventOf('visit-invitation');
    const changed = await eventOf('visit-changed');
    const cancelled = await eventOf('visit-cancelled');
    const uid = (lines: Map<string, CalendarLine>) => lines.get('UID')?.value;
    const sequence = (lines: Map<string, CalendarLine>) => Number(lines.get('SEQUENCE')?.value);
    expect(uid(asked)).to.equal(sampleOf('visit-invitation').values.calendarUid);
    expect([uid(changed), uid(cancelled)]).to.deep.equal([uid(asked), uid(asked)]);
    expect([asked, changed, cancelled].map(sequence)).to.deep.equal([0, 1, 2]);
    expect(asked.get('STATUS')?.value).to.equal('CONFIRMED');
    expect(cancelled.get('STATUS')?.value).to.equal('CANCELLED');
  });

  it('names the time in UTC, the desk as organiser and the visitor as the one who comes', async () => {
    const lines = await eventOf('visit-invitation');
    expect(lines.get('DTSTART')?.value).to.equal('20261124T010000Z');
    expect(lines.get('DTEND')?.value).to.equal('20261124T090000Z');
    expect(lines.get('DTSTAMP')?.value).to.equal('20261122T040000Z');
    expect(lines.get('ORGANIZER')?.value.toLowerCase()).to.equal('mailto:ithelp@hku.hk');
    expect(lines.get('ATTENDEE')?.value.toLowerCase()).to.equal('mailto:ines@example.org');
    expect(lines.get('ATTENDEE')?.parameters).to.include('RSVP=FALSE');
    expect(lines.get('DESCRIPTION')?.value).to.include(LINK).and.include('\nHost: Chan Siu Ming\n');
  });

  it('folds at 75 octets inside no character, and escapes what RFC 5545 asks for', async () => {
    const visitor = `${'訪客👩🏽‍🔬'.repeat(20)}; "q" , \\n`;
    const { values } = sampleOf('visit-invitation');
    const { calendar } = await render({
      kind: 'visit-invitation',
      channel: 'email',
      language: 'zh-Hant',
      values: { ...values, visitor },
    });
    const content = calendar?.content ?? '';
    expect(content.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).to.equal(true);
    expect(content.replaceAll('\r\n', '')).not.to.match(/[\r\n]/);
    expect(content).not.to.include('\ufffd');
    const lines = linesOf(content);
    expect(lines.get('DESCRIPTION')?.value).to.include(visitor);
    expect(lines.get('ATTENDEE')?.parameters).to.match(/CN="[^"]*"/);
  });

  it('is in no message to a host, and in none without a UID', async () => {
    const host = await render({ kind: 'visit-approved', channel: 'email', language: 'en' });
    const { calendarUid: _, ...values } = sampleOf('visit-invitation').values;
    const bare = await render({ kind: 'visit-invitation', channel: 'email', language: 'en', values });
    expect([host.calendar, bare.calendar]).to.deep.equal([undefined, undefined]);
  });
});
