const { openLanguage } = require('./lib/say');
const { resumeReport } = require('./lib/capture');

App({
  globalData: {},

  onLaunch() {
    openLanguage();
    // A capture that could not be reported before the app was closed is reported now.
    resumeReport();
  },
});
