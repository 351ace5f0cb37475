import type { Sentences } from './index.js';

export const simplifiedChinese: Sentences = {
  decisions: {
    permitted: { guard: '核验无误，请放行。', holder: '欢迎，请进。', vendor: '欢迎，请进' },
    released: {
      guard: '此处目前自由通行，所有人均可通过，系统只计人次。',
      holder: '目前所有人均可自由通行，请通过。',
      vendor: '自由通行，请过',
    },
    permitted_by_origin: {
      guard: '此码由旧系统发放，旧系统核验无误，请放行。',
      holder: '欢迎，旧系统的码已通过核验，请进。',
      vendor: '旧系统码有效，请进',
    },
    unreadable: {
      guard: '未读到校园码。请对方调亮屏幕，并与读码器保持约 10 厘米。',
      holder: '读码器未能读取您的通行码。请将手机移到约 10 厘米处，并关闭夜间模式和护眼模式。',
      vendor: '无法识别，请重试',
    },
    wrong_campus: {
      guard: '此码由其他校园发放，在这里无效。',
      holder: '此码属于其他校园。请打开本校园的通行码后重试。',
      vendor: '此码属其他校园',
    },
    unknown_key: {
      guard: '此码的签名密钥在这里无法识别。请核对身份并上报。',
      holder: '此处无法识别您的通行码。请关闭页面，重新打开后再试。',
      vendor: '无法识别此码',
    },
    bad_signature: {
      guard: '此码被改动过或系伪造。请勿放行，并核对身份。',
      holder: '此码不是真码，或读取有误。请用您本人的手机重新出示通行码。',
      vendor: '此码验证失败',
    },
    expired_code: {
      guard: '此码已过期，可能是旧图片。请对方出示手机上实时刷新的码。',
      holder: '此码已过期。每个码只有 30 秒有效，请出示屏幕上当前的码。',
      vendor: '已过期，请出示新码',
    },
    clock_ahead: {
      guard: '此码的时间超前于现在：读码器或手机的时钟有误。请报修读码器。',
      holder: '时钟不一致。请等待一分钟，再出示通行码。',
      vendor: '时钟不符，请稍后重试',
    },
    credential_frozen: {
      guard: '此人的通行码已被冻结。请对方联系服务台。',
      holder: '为保护您的权益，通行码已被冻结。原因和解冻方法请见您的校园卡页面。',
      vendor: '此码已冻结，请看卡页',
    },
    credential_suspended: {
      guard: '此人的通行码已暂停。请改为查验实体证件。',
      holder: '您的通行码已暂停使用。原因和联系方式请见您的校园卡页面。',
      vendor: '此码已暂停使用',
    },
    credential_revoked: {
      guard: '此人使用通行码的权限已终止。请勿凭此码放行。',
      holder: '您的通行码已失效。如有疑问，请联系服务台。',
      vendor: '此码已经失效',
    },
    superseded: {
      guard: '此码来自已退出登录的手机。请对方出示当前绑定手机上的码。',
      holder: '这部手机已退出登录。请使用当前绑定的手机出示通行码。',
      vendor: '旧手机，请用绑定手机',
    },
    point_disabled: {
      guard: '此通道已关闭，任何人不得通过。',
      holder: '此入口目前未开放，请使用其他入口。',
      vendor: '未开放，请走其他入口',
    },
    lockdown: {
      guard: '封锁中：仅限应急人员通过。',
      holder: '为安全起见，此区域已封锁。请勿靠近，并听从工作人员的指引。',
      vendor: '区域封锁，请勿靠近',
    },
    not_permitted_here: {
      guard: '此码有效，但此人没有此处的通行权限。',
      holder: '您的通行码有效，但不能打开这里。如需通行，请向负责部门申请。',
      vendor: '您没有此处权限',
    },
    outside_hours: {
      guard: '此码有效，但现在不是此人可以通行的时段。',
      holder: '您可以进入这里，但不是在这个时间。请在开放时间内再来。',
      vendor: '不在开放时间',
    },
    visit_not_started: {
      guard: '来访时间还没有开始。',
      holder: '您的来访时间还没有开始，请按邀请上的时间再来。',
      vendor: '来访尚未开始',
    },
    visit_over: {
      guard: '来访时间已过。如仍需接待访客，请联系邀请人。',
      holder: '您的来访时间已过。如需进入，请向邀请人索取新的邀请。',
      vendor: '来访时间已过',
    },
    already_used: {
      guard: '此码刚刚在这里用过。请等待手机显示下一个码。',
      holder: '此码已在这里使用过。请等下一个码出现后再出示。',
      vendor: '此码已用，请等下一个',
    },
    rule_error: {
      guard: '此处的通行规则有错误，因此保持关闭。请上报。',
      holder: '此处暂时无法判断。请向现场工作人员或服务台求助。',
      vendor: '规则有误，请问职员',
    },
    stale_bundle: {
      guard: '此读码器的规则过旧，无法据以判断。请查验实体证件并报修。',
      holder: '此读码器暂时无法连接校园系统。请出示实体证件，或向现场工作人员求助。',
      vendor: '读码器过时，请问职员',
    },
    try_again: {
      guard: '目前无法作出判断，请重新扫描此码。',
      holder: '这次没有成功。请稍等片刻，再次出示通行码。',
      vendor: '请稍后再试一次',
    },
  },
  credentials: {
    duty_not_confirmed: '您的到岗尚未得到确认。请联系部门负责人确认。',
    not_current_appointee: '通行码仅供在职人员使用。如您已经到岗，请联系所在部门。',
    entity_not_covered: '您所属的机构暂未纳入通行码。请继续使用实体证件。',
    affiliation_not_covered: '此通行码不适用于您的身份类别。请查看校园为您提供的通行码。',
    card_not_current: '您登记的证件不是最新的，或者曾经挂失。请联系负责证件的部门。',
    left_source: '您的人事记录已经结束，因此没有通行码。如有疑问，请联系所在部门。',
    capture_reported: '因收到截屏报告，您的通行码已被冻结。通行码不得截屏或转发他人。',
    shared: '您的通行码疑似被多人使用，现已冻结。请联系服务台。',
    by_admin: '管理员已停用您的通行码。请联系服务台。',
  },
};
