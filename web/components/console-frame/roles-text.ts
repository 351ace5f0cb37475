import type { Language } from '../../../core/domain/languages.js';
import { STAFF_ROLES, type StaffRole } from '../../../core/domain/roles.js';

const ROLE_WORDS: Record<Language, Record<StaffRole, string>> = {
  en: {
    admin: 'administrator',
    auditor: 'auditor',
    guard: 'guard',
    help_desk: 'help desk',
    approver: 'approver',
    area_owner: 'area owner',
  },
  'zh-Hant': {
    admin: '管理員',
    auditor: '稽核員',
    guard: '保安員',
    help_desk: '服務台',
    approver: '審批人',
    area_owner: '區域負責人',
  },
  'zh-Hans': {
    admin: '管理员',
    auditor: '审计员',
    guard: '保安员',
    help_desk: '服务台',
    approver: '审批人',
    area_owner: '区域负责人',
  },
};

/** What somebody is here as, beside the name: "(administrator, approver)". */
export function rolesText(roles: readonly string[], language: Language): string {
  const named = STAFF_ROLES.filter((role) => roles.includes(role)).map((role) => ROLE_WORDS[language][role]);
  return language === 'en' ? `(${named.join(', ')})` : `（${named.join('、')}）`;
}
