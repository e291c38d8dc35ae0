const SUPPORT = {
  'README.txt': 'What customers send to support. Erased 90 days after a ticket is closed.\n',
  'tickets/47990/description.txt': 'Exports stop at 10,000 rows.\n',
  'tickets/47990/export-head.csv': 'order,total\nO-0001,10.00\nO-0002,12.50\n',
  'tickets/48112/description.txt': 'Checkout spins for ever after the second discount code.\n',
  'tickets/48112/har-export.json': '{"log":{"version":"1.2","entries":[]}}\n',
  'tickets/48112/reply.txt': 'Thank you, we can reproduce it.\n',
  'tickets/48377/description.txt': 'The invoice shows the old address.\n',
  'tickets/48377/screenshot-notes.txt': 'Page 2, top right. The address book is right.\n',
  'tickets/48401/description.txt': 'The API times out since 08:10 UTC.\n',
  'tickets/48401/server.log': '2026-09-03T08:12:44Z WARN upstream timed out after 30000 ms\n',
  'tickets/48401/trace.json': '{"trace":"9f31","spans":[{"name":"orders.list","ms":30001}]}\n',
  'templates/first-answer.md': 'Hello {{name}},\n\nwe have received your ticket {{number}}.\n',
}

const ARTIFACTS = {
  'README.txt': 'Builds that may be deployed. A release is never overwritten.\n',
  'releases/api/3.13.2/manifest.json': '{"service":"api","version":"3.13.2","sha256":"0be4417a"}\n',
  'releases/api/3.14.0/manifest.json': '{"service":"api","version":"3.14.0","sha256":"5f2c81a0"}\n',
  'releases/api/3.14.1/manifest.json': '{"service":"api","version":"3.14.1","sha256":"91be07dd"}\n',
  'releases/web/2026.8.4/manifest.json': '{"service":"web","version":"2026.8.4","sha256":"7c11e09b"}\n',
  'releases/web/2026.9.1/manifest.json': '{"service":"web","version":"2026.9.1","sha256":"c00a1f3e"}\n',
  'releases/worker/1.8.0/manifest.json': '{"service":"worker","version":"1.8.0","sha256":"aa90d1c2"}\n',
  'snapshots/api/main-1f3e.txt': 'Built from main at 1f3e, 2026-09-03 07:40 UTC\n',
  'snapshots/web/main-88d0.txt': 'Built from main at 88d0, 2026-09-03 07:52 UTC\n',
  'migrations/2026-08-20-drop-legacy.sql': 'drop table legacy_sessions;\n',
  'migrations/2026-09-03-add-index.sql': 'create index concurrently orders_customer on orders (customer);\n',
  'signatures/api-3.14.1.txt': 'Signed by release-bot, 2026-09-02 16:20 UTC\n',
}

export const platformObjects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'support-uploads': SUPPORT,
  'platform-artifacts': ARTIFACTS,
}
