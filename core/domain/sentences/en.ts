import type { Sentences } from './index.js';

export const english: Sentences = {
  decisions: {
    permitted: {
      guard: 'Permitted: let the person pass.',
      holder: 'Welcome. Please come in.',
      vendor: 'Welcome',
    },
    released: {
      guard: 'Free passage: this point lets everybody through and counts them.',
      holder: 'The way is open for everybody at the moment. Please go through.',
      vendor: 'Free passage',
    },
    permitted_by_origin: {
      guard: 'Permitted by the earlier system, whose code this is: let the person pass.',
      holder: 'Welcome. Your earlier code was accepted. Please come in.',
      vendor: 'Welcome, earlier code accepted',
    },
    unreadable: {
      guard: 'No campus code was read. Ask for a bright screen, about 10 cm from the reader.',
      holder:
        'The reader could not read your code. Hold the phone about 10 cm away and turn off night mode and blue light filters.',
      vendor: 'Not readable, please try again',
    },
    wrong_campus: {
      guard: 'The code was issued by another campus and opens nothing here.',
      holder: 'This code belongs to another campus. Please open the code of this campus and try again.',
      vendor: 'Code of another campus',
    },
    unknown_key: {
      guard: 'The code is signed with a key that is not known here. Check the identity and report it.',
      holder: 'This code cannot be recognised here. Please close the code page, open it again and retry.',
      vendor: 'Code not recognised',
    },
    bad_signature: {
      guard: 'The code was changed or forged. Do not let it pass; check the identity.',
      holder: 'This code is not genuine or was read wrongly. Please show the code on your own phone again.',
      vendor: 'Code not genuine',
    },
    expired_code: {
      guard: 'The code has expired: perhaps an old picture. Ask for the live code on the phone.',
      holder: 'This code has expired. Each code lasts 30 seconds: please show the one on your screen now.',
      vendor: 'Expired, show a new code',
    },
    clock_ahead: {
      guard: "The code is from the future: this reader's clock or the phone's is wrong. Report the reader.",
      holder: 'The clocks do not agree. Please wait a minute and show your code again.',
      vendor: 'Clock ahead, try again soon',
    },
    credential_frozen: {
      guard: 'The code of this person is frozen. Send the person to the help desk.',
      holder: 'Your code is frozen for your protection. Your card page says why and how to unfreeze it.',
      vendor: 'Code frozen, see your card page',
    },
    credential_suspended: {
      guard: 'The right to codes is suspended. Check the physical card instead.',
      holder: 'Your code is suspended for now. Your card page says why and whom to contact.',
      vendor: 'Code suspended',
    },
    credential_revoked: {
      guard: 'The right to codes has ended. Do not let this code pass.',
      holder: 'Your code is no longer valid. If you think this is a mistake, please contact the help desk.',
      vendor: 'Code no longer valid',
    },
    superseded: {
      guard: 'The code comes from a phone that was logged out. Ask for the code on the linked phone.',
      holder: 'This phone has been logged out. Please show the code on the phone that is linked now.',
      vendor: 'Old phone, use linked phone',
    },
    point_disabled: {
      guard: 'This point is closed, to everybody.',
      holder: 'This entrance is not open at the moment. Please use another one.',
      vendor: 'Closed, use another way',
    },
    lockdown: {
      guard: 'Lockdown: responders only.',
      holder:
        'This area is locked down for safety. Please stay clear and follow the instructions of the staff.',
      vendor: 'Lockdown, please stay clear',
    },
    not_permitted_here: {
      guard: 'The code is valid, but this person has no access here.',
      holder:
        'Your code is fine, but it does not open this place. Please ask the office in charge for access.',
      vendor: 'No access here',
    },
    outside_hours: {
      guard: 'The code is valid, but not at this hour.',
      holder: 'You may come in here, but not at this hour. Please come back within the opening hours.',
      vendor: 'Outside opening hours',
    },
    visit_not_started: {
      guard: 'The visit has not begun yet.',
      holder: 'Your visit has not begun yet. Please come back at the time of your invitation.',
      vendor: 'Visit not started yet',
    },
    visit_over: {
      guard: 'The visit is over. Call the host if the visitor is still expected.',
      holder: 'Your visit is over. Please ask your host for a new invitation if you need to come in.',
      vendor: 'Visit is over',
    },
    already_used: {
      guard: 'This code was used here a moment ago. Wait for the next code on the phone.',
      holder: 'This code was already used here. Please wait for the next code and show that one.',
      vendor: 'Already used, wait for next code',
    },
    rule_error: {
      guard: 'The access rules of this point have a mistake, so it stays closed. Report it.',
      holder: 'This point cannot decide right now. Please ask the staff here or the help desk.',
      vendor: 'Rule mistake, ask the staff',
    },
    stale_bundle: {
      guard:
        'The rules this reader holds are too old to decide by. Check the physical card and report the reader.',
      holder:
        'This reader has lost touch with the campus. Please show your physical card or ask the staff here.',
      vendor: 'Reader out of date, ask staff',
    },
    try_again: {
      guard: 'No decision could be made at this moment. Try the code again.',
      holder: 'That did not work this time. Please show your code again in a moment.',
      vendor: 'Please try again',
    },
  },
  credentials: {
    duty_not_confirmed:
      'Your report for duty has not been confirmed yet. Please ask your head of department to confirm it.',
    not_current_appointee:
      'The code is for people with a current appointment. If yours has begun, please contact your department.',
    entity_not_covered:
      'The code is not available to your entity yet. Please continue to use your physical card.',
    affiliation_not_covered:
      'This code is not for your kind of membership. Please look for the code that your campus offers you.',
    card_not_current:
      'Your card on record is not the most current one or was reported lost. Please contact the card office.',
    left_source:
      'Your record has ended, so there is no code. If you think this is a mistake, please contact your department.',
    capture_reported:
      'Your code is frozen because a screen capture was reported. Codes must not be captured or passed on.',
    shared:
      'Your code is frozen because it seems to have been used by more than one person. Please contact the help desk.',
    by_admin: 'Your code was stopped by an administrator. Please contact the help desk.',
  },
};
