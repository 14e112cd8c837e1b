import type { fraud as zh } from '../zh-CN/fraud';

type Words = typeof zh;

export const fraud: Words = {
  sign: {
    fake_service: {
      title: 'Looks like a fake service call',
      text: 'A real service does not call you to cancel memberships or “insurance”, nor walk you through a refund. Hang up and find it in the app yourself.',
    },
    screen_share: {
      title: 'Asked to share your screen: it is fraud',
      text: 'Share no screen, install no meeting or remote software, hold no bank card to the phone.',
    },
    pay_more: {
      title: 'More money before they send or refund',
      text: 'Activation, handling, unfreezing, deposit: pay none of it.',
    },
    outside_platform: {
      title: 'Asked to pay outside the platform',
      text: 'With private codes, transfers, gift money or coins the platform can mostly do nothing. Keep how they talked you into it.',
    },
    rebate_tasks: {
      title: 'Fake orders, rebates, recruiting',
      text: 'The first small returns are bait for the large sum. Stop now.',
    },
    too_cheap: {
      title: 'Too cheap to be normal',
      text: 'It may come from stolen cards: codes get revoked, accounts banned.',
    },
    secrets_asked: {
      title: 'Asks for your password or code',
      text: 'Give no verification code, password or Apple ID; keep two-factor sign-in on.',
    },
    whole_code_asked: {
      title: 'Asks for the whole card code',
      text: 'Whoever has it can use it. Give the first and last four alone.',
    },
    paid_rescue: {
      title: 'Offers to get your money back for a fee',
      text: 'Mostly a second fraud. Pay nothing, give no identity card.',
    },
    searched_number: {
      title: 'This number came from a search',
      text: 'The “official service” in search results may be planted. Trust the app and the foot of the official site alone.',
    },
    trust_claimed: {
      title: 'Calling itself proper proves nothing',
      text: 'A filing shows that a domain was registered, and old sites vanish too. Look it up yourself.',
    },
    confirm_first: {
      title: 'Nothing in hand: do not confirm',
      text: 'Confirming releases the money. Redeem first, then confirm.',
    },
    deceived: {
      title: 'Perhaps deceived: call 110 now',
      text: 'The sooner it is reported, the more may be stopped. Have bank and payment app stop it too. Delete no message.',
    },
    suspicious_message: {
      title: 'A suspicious message, call or link',
      text: 'Do not tap, do not call back. 12381 only warns; it never asks you to do anything.',
    },
    child_paid: {
      title: 'A child paid',
      text: 'The guardian takes it up; there are papers to prepare.',
    },
    pasted_account: {
      title: 'Pasted account: check both ends',
      text: 'What is on the clipboard may have been swapped. Compare the first and last four before paying.',
    },
  },
  severity: {
    urgent: 'Act now',
    stop: 'Stop',
    warn: 'Careful',
    know: 'Good to know',
  },
  step: {
    hang_up: 'Hang up, do not call back',
    official_entry: 'Find the service in the app or on the official site',
    no_secret: 'Give no password, code or identity card',
    end_sharing: 'End the sharing, go offline, remove the remote software',
    stop_payment: 'Call bank and payment app: stop the payment, block the card',
    change_secrets: 'Change passwords from another device, sign out everywhere',
    call_110: 'Call 110',
    call_96110: 'In doubt, ask 96110',
    stop_paying: 'Pay nothing more',
    keep_chat: 'Delete no message; keep screenshots and recordings',
    stay_on_platform: 'Pay and talk on the platform alone',
    leave_group: 'Leave the group, advance no money',
    doubt_source: 'Ask where it comes from; no answer, no purchase',
    official_price: 'Compare with the official price',
    buy_official: 'Take an official top-up, or a code you redeem yourself',
    ends_only: 'Give the first and last four alone',
    redeem_and_record: 'Redeem at once, recording the screen',
    look_up_filing: 'See at beian.miit.gov.cn whether the filing’s holder and domain fit',
    look_up_company: 'Look the company up in the national enterprise credit register',
    look_up_complaints: 'Look at the complaints that 12315 publishes',
    look_up_licence: 'Look at the licence at the foot of the page',
    redeem_then_confirm: 'Redeem and see it arrive, then confirm',
    no_link: 'Tap no link, download nothing',
    report_12321: 'Report the number, message or site to 12321',
    warning_number: '12381 sends a warning: stop and think',
    guardian_way: 'Go on as “a child paid”',
    keep_proof_of_use: 'Keep proof of device, times and messages',
    check_both_ends: 'Compare the first and last four, sign by sign',
  },
  label: 'Fraud warnings',
  seen: 'Its words: ',
  todo: 'What to do now',
  verdict: 'Typical words of fraud. Do not pay yet',
  acknowledged: 'I have read this and checked it myself',
  acknowledgedThese: 'Fraud warnings seen before paying',
};
