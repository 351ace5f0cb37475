import { localized } from '../../core/domain/languages.js';
import { definePlugin } from '../../core/host/plugin.js';
import { composeMail, messageIdOf } from './compose.js';
import { createMailer } from './mailer.js';
import { type EmailSettings, emailSettings } from './settings.js';

export default definePlugin<EmailSettings>({
  name: 'email',
  version: '1.0.0',
  core: 1,
  title: { en: 'E-mail', 'zh-Hant': '電子郵件', 'zh-Hans': '电子邮件' },
  hooks: ['message:deliver'],
  settings: emailSettings,
  start({ settings, campus, node, now, provide, onStop }) {
    const mailer = createMailer(settings, settings.allowPrivateAddresses || !node.production, now);
    onStop(() => mailer.stop());
    provide('message:deliver', {
      channel: 'email',
      async deliver(message, signal) {
        const mail = composeMail(message, settings, localized(campus.name, message.language));
        const messageId = messageIdOf(message.id, settings.fromAddress);
        await mailer.send({ ...mail, messageId }, signal);
        return { state: 'accepted', providerId: messageId };
      },
    });
  },
});
