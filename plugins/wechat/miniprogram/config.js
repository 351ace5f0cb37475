// What a campus sets before it uploads this client.
module.exports = {
  /** The hub's address, as it stands on the account's list of request domains and of web view domains. */
  HUB_URL: 'https://gatehouse.hkust-gz.example',
  CAMPUS: 'hkust-gz',
  /** Sent with every request; the campus refuses versions below its minimum. */
  VERSION: '1.0.0',
  /** Times are typed and shown in the campus's zone, wherever the phone is: minutes before UTC. */
  ZONE_MINUTES: 480,
};
