const { hubNow } = require('../../lib/clock');
const { ask } = require('../../lib/hub');
const { promised } = require('../../lib/promise');
const { language, localized, refusedText, words } = require('../../lib/say');
const { campusTime } = require('../../lib/times');
const { visitAsk } = require('./visit-ask');

const HOUR_MS = 3600000;

/** Inviting somebody. The form offers what the campus allows this person; the hub checks it all once more. */
Page({
  data: { w: {}, kinds: [], kind: 0, points: [], note: '', sending: false },

  async onLoad() {
    const begin = campusTime(hubNow() + HOUR_MS);
    const end = campusTime(hubNow() + 3 * HOUR_MS);
    this.setData({ w: words().make, from: begin, until: end, fields: {} });
    wx.setNavigationBarTitle({ title: this.data.w.title });
    // The same form sent twice is one visit.
    const { randomValues } = await promised('getRandomValues', { length: 16 });
    this.key = [...new Uint8Array(randomValues)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    await this.offer();
  },

  async offer() {
    try {
      const { kinds, points } = await ask('GET', 'wechat/visit-options');
      const names = this.data.w.kinds;
      this.setData({
        kinds: kinds.map((id) => ({ id, name: names[id] })),
        points: points.map(({ id, name }, at) => ({ id, name: localized(name), checked: at === 0 })),
        note: kinds.length === 0 ? this.data.w.none : '',
      });
    } catch (refused) {
      this.setData({ note: refusedText(refused) });
    }
  },

  chooseKind({ detail }) {
    this.setData({ kind: Number(detail.value) });
  },

  typing({ currentTarget, detail }) {
    this.setData({ fields: { ...this.data.fields, [currentTarget.dataset.field]: detail.value } });
  },

  /** `data-end` is `from` or `until`, `data-part` is `date` or `time`. */
  chooseTime({ currentTarget, detail }) {
    const { end, part } = currentTarget.dataset;
    this.setData({ [end]: { ...this.data[end], [part]: detail.value } });
  },

  choosePoints({ detail }) {
    this.setData({
      points: this.data.points.map((point) => ({ ...point, checked: detail.value.includes(point.id) })),
    });
  },

  async submit() {
    if (this.data.sending) return;
    this.setData({ sending: true, note: '' });
    try {
      const data = visitAsk(this.data, language());
      const { id } = await ask('POST', 'visits', { data, header: { 'idempotency-key': this.key } });
      wx.redirectTo({ url: `/pages/host-visit/index?id=${id}` });
    } catch (refused) {
      this.setData({ note: refusedText(refused) });
    }
    this.setData({ sending: false });
  },
});
