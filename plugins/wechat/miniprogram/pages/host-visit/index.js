const { ask } = require('../../lib/hub');
const { promised } = require('../../lib/promise');
const { localized, refusedText, words } = require('../../lib/say');
const { windowText } = require('../../lib/times');

/** One visit of a host: who comes, a further link to send, and cancelling. */
Page({
  data: { w: {}, visit: null, note: '' },

  onLoad({ id }) {
    this.path = `visits/${id}`;
  },

  onShow() {
    this.setData({ w: words().detail });
    wx.setNavigationBarTitle({ title: this.data.w.title });
    return this.told(() => ask('GET', this.path));
  },

  async told(work) {
    try {
      this.setData({ visit: visitView(await work(), this.data.w), note: '' });
    } catch (refused) {
      this.setData({ note: refusedText(refused) });
    }
  },

  /** `data-visitor` is whose pass it opens; absent for the registration of a group. */
  async copyLink({ currentTarget }) {
    const { visitor } = currentTarget.dataset;
    try {
      const { url } = await ask('POST', `${this.path}/links`, { data: visitor ? { visitor } : {} });
      await promised('setClipboardData', { data: url });
      wx.showToast({ title: this.data.w.copied });
    } catch (refused) {
      this.setData({ note: refusedText(refused) });
    }
  },

  async cancel() {
    const { cancel: title, sure: content } = this.data.w;
    const { confirm } = await promised('showModal', { title, content });
    if (confirm) await this.told(() => ask('DELETE', this.path));
  },
});

function visitView(visit, w) {
  return {
    state: words().host.states[visit.state],
    when: windowText(visit),
    points: visit.points.map(({ name }) => localized(name)).join(', '),
    purpose: visit.purpose,
    note: visit.note || '',
    group: visit.group,
    canChange: !visit.over && (visit.state === 'approved' || visit.state === 'requested'),
    canCopy: !visit.over && visit.state === 'approved',
    visitors: visit.visitors.map(({ id, name, contact, openedAt, cancelled }) => ({
      id,
      name,
      contact,
      cancelled,
      opened: openedAt ? w.opened : w.notOpened,
    })),
  };
}
