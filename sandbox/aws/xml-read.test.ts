import { expect, test } from 'vitest'
import { element, xmlDocument } from './xml'
import { readXml } from './xml-read'

test('what the sandbox writes is read back', () => {
  const root = element('A', [
    element('B', `<&>"' \u{1f600}`),
    element('B', ''),
    element('C', [element('D', 1)]),
  ])
  expect(readXml(xmlDocument(root, 'urn:x'))).toEqual(root)
})

test('space between elements, comments, attributes and empty tags are nothing', () => {
  const xml =
    '<?xml version="1.0"?>\n<A xmlns="u" b=\'1\'>\n <B/> <!-- <C> -->\n <D a="1">&#65;&#x42;&amp;</D>\n</A >\n'
  expect(readXml(xml)).toEqual(element('A', [element('B'), element('D', 'AB&')]))
})

test.each([
  '',
  'text',
  '<A>',
  '</A>',
  '<A></B>',
  '<A/><B/>',
  '<A>text<B/></A>',
  '<A>&nbsp;</A>',
  '<A>a & b</A>',
  '<A b=1/>',
  '<A',
  '<!DOCTYPE A [<!ENTITY b "c">]><A>&b;</A>',
  '<A><![CDATA[b]]></A>',
])('what is no XML of ours is null, never half of it: %s', (xml) => {
  expect(readXml(xml)).toBeNull()
})
