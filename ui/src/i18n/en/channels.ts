import type { channels as zh } from '../zh-CN/channels';

type Words = typeof zh;

export const channels: Words = {
  level: {
    counterparty: 'Whoever got it',
    service: 'The service',
    escalation: 'Higher up at the platform',
    payment: 'Payment app and bank',
    authority: 'Authorities',
    beyond: 'Publicity and court',
    emergency: 'Call at once',
  },
  channel: {
    counterparty: {
      name: 'Whoever got the money or goods',
      handles:
        'When money or a top-up went astray, ask for it back in the platform’s own messages. Do not move to private contacts.',
    },
    chat: {
      name: 'Online chat',
      handles: 'Simple matters first go to the chat: what is said stays in writing.',
    },
    phone: {
      name: 'Service line',
      handles:
        'For what is urgent. Nothing stays in writing: note time, agent and words as soon as you hang up.',
    },
    ticket: {
      name: 'Ticket',
      handles: 'For what has to be looked into: it has a number, and can be followed.',
    },
    supervisor: {
      name: 'Supervisor',
      handles: 'When the agent does not answer, refuses or lets a time pass, ask for a supervisor.',
    },
    technical: {
      name: 'Technical staff',
      handles:
        'For failures of the system, such as paid and not delivered, or charged twice: have the records looked up.',
    },
    platform_dispute: {
      name: 'The platform steps in',
      handles: 'When the shop will not act, ask on the after-sale page that the platform step in.',
    },
    payment_channel: {
      name: 'Payment app',
      handles:
        'Raise a complaint or dispute from the payment’s page. A payment that was not yours: tell it at once.',
    },
    bank: {
      name: 'Bank',
      handles:
        'For charges on a card: look them up, block the card, ask whether the payment can be stopped. Theft and fraud: call at once.',
    },
    police: {
      name: 'Police, 110',
      handles:
        'Deceived, or money stolen: report it at once. Ordinary refund disputes are not theirs.',
    },
    antifraud_line: {
      name: 'Anti-fraud line, 96110',
      handles:
        'Ask here when in doubt whether it is fraud, and take its calls. Already deceived: call 110.',
    },
    regulator: {
      name: 'Complaint to 12315',
      handles:
        'The market regulator’s channel for consumers: asks it to mediate when the seller will not agree.',
    },
    regulator_report: {
      name: 'Report to 12315',
      handles:
        'Tells of a suspected breach, such as false advertising. Written apart from a complaint; it does not settle your refund.',
    },
    association: {
      name: 'Consumers’ association',
      handles: 'Asks the association to mediate. It is another body than the one behind 12315.',
    },
    finance_line: {
      name: 'Financial consumers, 12363',
      handles:
        'When a bank or payment provider dealt badly with your complaint. Complain to it first.',
    },
    citizen_line: {
      name: 'Government line, 12345',
      handles: 'Passes the matter on to the local department; it decides nothing itself.',
    },
    spam_centre: {
      name: 'Reports to 12321',
      handles: 'Reports of fraudulent calls, messages, sites and apps.',
    },
    content_centre: {
      name: 'Reports to 12377',
      handles: 'Reports of unlawful and harmful content online.',
    },
    publicity: {
      name: 'Going public',
      handles:
        'Tell what happened on a complaints site. Only facts you can show, with everybody’s personal data covered.',
    },
    court: {
      name: 'Court',
      handles:
        'Clear, small claims may use the small-claims procedure, and a debt a payment order. To rescind a mistaken purchase, ask a court or arbitration body within 90 days of knowing.',
    },
  },
  entry: {
    platform_messages: 'Messages on the platform',
    online_service: 'The chat window',
    order_help: 'Help on the order’s page',
    service_number: 'The number on the platform’s own page',
    ticket_form: 'The ticket form',
    ask_in_conversation: 'Ask in the conversation to be passed on',
    after_sale_page: 'The order’s after-sale page',
    bill_page: 'The payment’s page in the payment app',
    bank_number: 'The number on the back of the card',
    bank_counter: 'A branch of the bank',
    dial_number: 'Dial it',
    police_station: 'The nearest police station',
    national_platform: 'The national 12315 platform (site, app, mini program)',
    regulator_counter: 'A counter or postal address that the regulator published',
    official_site: 'The official site',
    public_platform: 'That site’s own form',
    online_court: 'Online filing of the court',
    court_counter: 'The court’s filing counter',
  },
  ready: {
    order_no: 'Order number',
    amount_and_time: 'Amount and time of payment',
    payment_proof: 'Proof of payment',
    transfer_proof: 'Proof of the transfer',
    order_page: 'Screenshot of the order',
    chat_log: 'The conversation',
    ticket_no: 'Ticket number',
    agent_no: 'Agent’s number',
    demand: 'What you want, in one sentence',
    time_limit: 'By when you want an answer',
    refusal_proof: 'Proof of the refusal or the silence',
    respondent: 'Name and address of the other side',
    own_identity: 'Your real name, phone and address',
    payee_account: 'The account that was paid',
    traces: 'Numbers, sites and links they used',
    card_tail: 'Last four digits of the card',
    timeline: 'What happened, in order',
    breach: 'Signs and proof of the breach',
  },
  limit: {
    no_promise: 'It decides; nobody can guarantee the result',
    no_force: 'It needs both sides to agree, and ends where one does not',
    not_a_judge: 'It passes on and helps; it does not judge',
    no_custody: 'It answers for failed or unauthorised payments, not for what a merchant keeps',
    no_identity: 'It will not give out anybody’s identity',
    nothing_written: 'Nothing said on the phone stays in writing',
    not_for_refunds: 'It does not deal with refunds',
    institution_first: 'Usually you complain to the institution itself first',
    no_reports: 'Complaints only, no reports',
    passes_on: 'It only passes things on',
    no_ordinary_dispute: 'Ordinary refund disputes are not its business',
    may_be_too_late: 'Money moved on may be out of reach: the sooner the better',
    proof_is_yours: 'You bring the proof',
    takes_long: 'It takes a while',
    may_answer_back: 'Errors and insults can be held against you',
    no_settlement: 'It does not get your money back',
  },
  known: {
    verified: 'Verified',
    second_hand: 'Second-hand: the official site decides',
    unverified: 'Unverified: ask the line itself',
    own_page: 'Its own page decides',
  },
  access: {
    open: 'Open now',
    locked: 'Not yet',
    one_at_a_time: 'One dispute, one place at a time',
    not_for_this: 'Does not handle this',
    which_problem: 'First say what went wrong',
    used: 'Already contacted',
  },
  turn: {
    has: 'The other place is dealing with it. Wait for what comes of it, and turn to one place at a time.',
    had: 'The other place already dealt with it, so it is usually turned down here. You can still go to court.',
    first: 'You may choose this one, but only one. The other is listed first.',
    urgent: 'This looks like fraud or theft: the police first, then this.',
  },
  outlook: {
    suits: 'A clear breach: this is the place for it',
    prolongs: 'System failures are fixed faster by the platform and the payment app',
  },
  route: {
    simple: 'Simple: chat first, so that it is in writing',
    complex: 'To be looked into: a ticket first, so that it can be followed',
    stranger: 'A stranger has it: ask them, then the platform',
    theft: 'Not paid by you: tell payment app and bank, then the police',
    deception: 'Looks like fraud: police first, then have bank and payment app stop it',
  },
  next: {
    go: 'Next',
  },
  ground: {
    not_theirs: 'Not the market regulator’s business',
    already_taken_up: 'Before another body, or dealt with there',
    no_consumer_dispute: 'Not bought for daily use, or no dispute shown',
    three_years_passed: 'More than three years ago',
    papers_wanting: 'Papers missing or untrue',
    not_in_own_name: 'Not in your own name',
    other_provisions: 'What other provisions say',
  },
  groundState: {
    passed: 'Nothing against it',
    failed: 'Would be turned down',
    unknown: 'Not known yet',
  },
  remains: {
    find_problem: 'Settle first what went wrong',
    go_to_police: 'Deceived: go to the police (110)',
    go_to_institution: 'Not paid by you: payment provider or bank, and the police',
    go_to_court: 'A person has the money: the platform first, then court',
    say_respondent_kind: 'Say whether they are a platform, a shop on one, or a site of their own',
    say_whether_taken_up: 'Confirm that no authority, association or court has this matter',
    wait_for_the_other: 'Wait for that result; do not complain again',
    other_ways_left: 'It was dealt with: court, or arbitration where agreed',
    say_own_use: 'Confirm that it was for your own use',
    not_for_resale: 'Goods for resale or business do not count as a consumer complaint',
    show_payment: 'Add proof of payment',
    show_order: 'Add the order’s page',
    show_contact: 'Add your talks with the other side',
    ask_seller_first: 'Ask the seller first, and keep the refusal or the silence',
    show_each_purchase: 'You made a similar one lately: show that each purchase is real',
    say_when_known: 'Say when you came to know',
    ask_lawyer: 'Three years have passed: ask a lawyer what is left',
    fill_fields: 'Fill in what is required',
    vouch_for_truth: 'Confirm that all of it is true',
    correct_untrue: 'Correct what is not true',
    proxy_papers: 'For somebody else: a signed authorisation and the proxy’s identity',
    use_own_name: 'Use your own real name',
    say_own_name: 'Confirm that the name is yours, and that you will let it be verified',
    ask_regulator: 'This cannot be checked here; ask the local regulator',
  },
  field: {
    name: 'Your real name',
    phone: 'Your phone',
    address: 'Your postal address',
    respondent_name: 'Their name (on the licence, not the shop’s)',
    respondent_address: 'Their address',
    respondent_code: 'Their unified social credit code',
    request: 'What you ask for',
    account: 'What happened',
  },
  flaw: {
    missing: 'Empty',
    not_real: 'Does not look real: check it again',
  },
  respondentKind: {
    platform: 'The platform itself',
    shop_on_platform: 'A shop on a platform',
    own_site: 'A site of its own, or another online service',
    business: 'Another business',
  },
  goesTo: {
    unknown: 'Say first who they are',
    business_or_seat: 'The county regulator where they do business or have their seat',
    platform_seat: 'The county regulator at the platform’s seat',
    site_seat: 'The county regulator at the seat of the site’s operator',
    shown_address_or_platform_seat:
      'The county regulator at the shop’s shown address, or at the platform’s seat',
    platform_seat_only:
      'The shop shows no address or is not reached there: the county regulator at the platform’s seat',
  },
  report:
    'This asks for punishment, which is a report. Let the complaint say how to settle your matter, and write a report apart.',
  stall: {
    in_progress: 'Just “in progress”',
    technical_check: 'Put off to technical staff',
    patience: 'Just told to wait',
    passed_on: 'Just “passed on”',
    callback: 'Just “somebody will contact you”',
    not_ours: 'Sent to somebody else',
    no_power: 'Says they have no authority',
    system_trouble: 'Blames the system or the rush',
    only_rules: 'Just “it is the rule”',
  },
  ask: {
    time_limit: 'Please tell me by when I will have a result.',
    agent_number: 'Please tell me your agent number.',
    ticket_number: 'Please give me a ticket number.',
    who_decides: 'Please tell me who decides this, and how to reach them.',
    reason_in_writing: 'Please put the reason for not acting in writing.',
    failure_in_writing: 'Please confirm in writing that the system failed, and for which order.',
    clause_in_writing: 'Please send me the rule, and where it is published.',
    supervisor: 'Please pass me on to a supervisor who can act.',
  },
};
