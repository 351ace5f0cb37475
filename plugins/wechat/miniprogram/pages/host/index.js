const { ask } = require('../../lib/hub');
const { refusedText, words } = require('../../lib/say');
const { beginSignIn } = require('../../lib/sign-in');
const { windowText } = require('../../lib/times');

/** A host's records: the visits to come, or those that are over. */
Page({
  data: { w: {}, when: 'coming', visits: [], signIn: false, note: '' },

  onShow() {
    this.setData({ w: words().host });
    wx.setNavigationBarTitle({ title: this.data.w.title });
    return this.look();
  },

  look() {
    this.next = null;
    return this.read([]);
  },

  onReachBottom() {
    return this.next === null ? undefined : this.read(this.data.visits);
  },

  choose({ currentTarget }) {
    this.setData({ when: currentTarget.dataset.when });
    return this.look();
  },

  async read(before) {
    const cursor = this.next === null ? '' : `&cursor=${encodeURIComponent(this.next)}`;
    try {
      const { visits, next } = await ask('GET', `visits?when=${this.data.when}&limit=20${cursor}`);
      this.next = next;
      this.setData({ visits: [...before, ...visits.map(row)], signIn: false, note: '' });
    } catch (refused) {
      const signIn = refused.code === 'sign_in_needed';
      this.setData({ visits: [], signIn, note: signIn ? '' : refusedText(refused) });
    }
  },

  async toSignIn() {
    try {
      const url = await beginSignIn();
      wx.navigateTo({ url: `/pages/web/index?src=${encodeURIComponent(url)}` });
    } catch (refused) {
      this.setData({ note: refusedText(refused) });
    }
  },

  open({ currentTarget }) {
    wx.navigateTo({ url: `/pages/host-visit/index?id=${currentTarget.dataset.id}` });
  },

  make() {
    wx.navigateTo({ url: '/pages/host-new/index' });
  },
});

function row(visit) {
  const who = visit.group ? visit.group.name : visit.visitors.map(({ name }) => name).join(', ');
  return { id: visit.id, who, when: windowText(visit), state: words().host.states[visit.state] };
}
