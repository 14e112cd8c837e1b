/* Signs of fraud and what to do. Keys are the ids of `cases::fraud`. */

const sign = {
  fake_service: {
    title: '像是冒充客服',
    text: '真客服不会打来要你取消会员、“百万保障”，也不会带你一步步去退款。挂断，自己从 App 里找。',
  },
  screen_share: {
    title: '要你共享屏幕，就是骗',
    text: '不开屏幕共享，不装会议或远程软件，不把银行卡贴手机。',
  },
  pay_more: {
    title: '要再付钱才发货、才退款',
    text: '激活费、手续费、解冻金、保证金，一分都不要付。',
  },
  outside_platform: {
    title: '要你在平台外付钱',
    text: '私人收款码、转账、红包、虚拟币，付了平台多半管不到。对方怎么劝你的，截图留好。',
  },
  rebate_tasks: {
    title: '刷单、返利、拉下线',
    text: '先返你几笔小钱，是为了骗大的。马上停。',
  },
  too_cheap: {
    title: '便宜得不正常',
    text: '来路可能是盗刷或黑卡：卡密会被追回，账号会被封。',
  },
  secrets_asked: {
    title: '要你的密码或验证码',
    text: '验证码、账号密码、Apple ID 都不给，双重认证不关。',
  },
  whole_code_asked: {
    title: '要你发整张卡密',
    text: '发出去别人就能用。核对只给前后四位。',
  },
  paid_rescue: {
    title: '收费帮你维权、退款',
    text: '多半是第二次骗。不付钱，不给身份证。',
  },
  searched_number: {
    title: '这个电话是搜来的',
    text: '搜到的“官方客服”可能是骗子放的。只信 App 里和官网页脚的。',
  },
  trust_claimed: {
    title: '自称正规，不算数',
    text: '备案只说明域名登记过，老站也会跑。自己查一遍。',
  },
  confirm_first: {
    title: '没到手，别确认收货',
    text: '一确认，钱就放给对方了。先兑换成功，再确认。',
  },
  deceived: {
    title: '可能被骗了，现在就打 110',
    text: '越早报警，越可能拦下。同时请银行和支付渠道止付。聊天一条都别删。',
  },
  suspicious_message: {
    title: '可疑的短信、电话或链接',
    text: '别点，别回拨。12381 只发预警，从不要你操作。',
  },
  child_paid: {
    title: '孩子付的钱',
    text: '由监护人出面，有专门的说法和要备的材料。',
  },
  pasted_account: {
    title: '粘贴的账号，核对首尾',
    text: '剪贴板里的账号可能被换掉。付款前对一遍前四位和后四位。',
  },
};

const severity = {
  urgent: '马上处理',
  stop: '停下来',
  warn: '当心',
  know: '请留意',
};

const step = {
  hang_up: '挂断，不回拨',
  official_entry: '从 App 或官网自己找客服',
  no_secret: '密码、验证码、身份证都不给',
  end_sharing: '马上关掉共享，断网，卸掉远程软件',
  stop_payment: '打银行和支付渠道的客服，要求止付、挂失',
  change_secrets: '用另一台设备改密码，退出所有登录',
  call_110: '打 110 报警',
  call_96110: '拿不准，打 96110 问',
  stop_paying: '停止付款',
  keep_chat: '别删聊天，截图、录屏留好',
  stay_on_platform: '只在平台内付款和沟通',
  leave_group: '退群，不再垫钱',
  doubt_source: '问清来源，说不清就不买',
  official_price: '和官方价比一比',
  buy_official: '选官方直充，或自己兑换的卡密',
  ends_only: '只给前四位和后四位',
  redeem_and_record: '一边录屏一边马上兑换',
  look_up_filing: '在 beian.miit.gov.cn 查备案主体和域名对不对得上',
  look_up_company: '在国家企业信用信息公示系统查这家企业',
  look_up_complaints: '查 12315 消费投诉公示',
  look_up_licence: '看页脚的营业执照',
  redeem_then_confirm: '先兑换、到账，再确认收货',
  no_link: '不点链接，不下载',
  report_12321: '到 12321 举报号码、短信或网址',
  warning_number: '12381 发来的是提醒，看到就停下来想一想',
  guardian_way: '按“孩子付的钱”处理',
  keep_proof_of_use: '留好设备、时间和聊天的佐证',
  check_both_ends: '逐位核对首尾四位',
};

export const fraud = {
  sign,
  severity,
  step,
  label: '反诈提醒',
  seen: '原话：',
  todo: '现在怎么做',
  verdict: '有骗局里常见的话，先别付款',
  /** For the box that is ticked before paying. */
  acknowledged: '我看清了，也自己核实过',
  acknowledgedThese: '付款前看过的反诈提醒',
};
