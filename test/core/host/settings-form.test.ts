import { expect } from 'chai';
import { z } from 'zod';
import { PLUGIN_FOLDER } from '../../../bin/plugin-folder.js';
import { loadPlugins } from '../../../core/host/load-plugins.js';
import { formFields } from '../../../core/host/settings-form.js';

describe('the form of a plugin’s settings', () => {
  it('has a label and a help in each language, or one English text for everybody', () => {
    const label = { en: 'Colour', 'zh-Hant': '顏色', 'zh-Hans': '颜色' };
    const help = { en: 'Of the lamp.', 'zh-Hant': '燈的顏色。', 'zh-Hans': '灯的颜色。' };
    const schema = z.strictObject({
      colour: z.string().meta({ label, help }),
      plain: z.string().meta({ title: 'Plain', help: 'One text.' }),
      bare: z.string(),
    });
    const texts = formFields(schema).map(({ title, help: told }) => ({ title, help: told }));
    expect(texts).to.deep.equal([
      { title: label, help },
      { title: { en: 'Plain' }, help: { en: 'One text.' } },
      { title: { en: 'bare' }, help: undefined },
    ]);
  });

  it('tells what holds where nothing is given', () => {
    const schema = z.strictObject({
      on: z.boolean().default(true),
      days: z.int().default(7),
      name: z.string(),
    });
    expect(formFields(schema).map(({ standard }) => standard)).to.deep.equal([true, 7, undefined]);
  });

  it('is in Chinese for every plugin that comes with the house', async () => {
    for (const plugin of await loadPlugins(PLUGIN_FOLDER)) {
      for (const { path, title, help } of formFields(plugin.settings)) {
        for (const text of help ? [title, help] : [title])
          expect(text, `${plugin.name}: ${path.join('.')}`).to.include.keys('en', 'zh-Hant', 'zh-Hans');
      }
    }
  });
});
