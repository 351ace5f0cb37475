const { promised } = require('./promise');

let before;

/** While a code is shown the screen is bright and stays on, and captures by the system are black where it can do that. */
async function lightUp() {
  wx.setKeepScreenOn({ keepScreenOn: true });
  hideFromCaptures('hidden');
  if (before === undefined) {
    before = await promised('getScreenBrightness').then(
      ({ value }) => value,
      () => undefined,
    );
  }
  wx.setScreenBrightness({ value: 1 });
}

/** As it was. */
function dim() {
  wx.setKeepScreenOn({ keepScreenOn: false });
  hideFromCaptures('none');
  if (before !== undefined) wx.setScreenBrightness({ value: before });
  before = undefined;
}

function hideFromCaptures(visualEffect) {
  // From base library 2.20.1 on.
  if (wx.setVisualEffectOnCapture) wx.setVisualEffectOnCapture({ visualEffect });
}

module.exports = { lightUp, dim };
