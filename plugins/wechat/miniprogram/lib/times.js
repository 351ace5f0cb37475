const { ZONE_MINUTES } = require('../config');

const two = (number) => String(number).padStart(2, '0');

/** `2026-11-22` and `09:30` in the campus's zone as an instant (ISO 8601, UTC). */
function instantOf(date, time) {
  return new Date(Date.parse(`${date}T${time}:00Z`) - ZONE_MINUTES * 60000).toISOString();
}

/** An instant, epoch milliseconds or ISO 8601, as date and time of the campus. */
function campusTime(instant) {
  const at = new Date(new Date(instant).getTime() + ZONE_MINUTES * 60000);
  const date = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
  return { date, time: `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}` };
}

/** Both ends of a window, the second date only where it is another one. */
function windowText({ from, until }) {
  const [begin, end] = [campusTime(from), campusTime(until)];
  const last = begin.date === end.date ? end.time : `${end.date} ${end.time}`;
  return `${begin.date} ${begin.time} – ${last}`;
}

module.exports = { instantOf, campusTime, windowText };
