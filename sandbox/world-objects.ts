const REVENUE = `month,region,currency,net_revenue
2026-07,EMEA,EUR,4182300
2026-07,AMER,USD,6120900
2026-08,EMEA,EUR,4011850
2026-08,AMER,USD,5987410
2026-09,EMEA,EUR,4390120
2026-09,AMER,USD,6302275
`

const FINANCE_REPORTS = {
  'README.txt':
    'Board-level financial reports. Access by request only; see the finance handbook, section 4.\n',
  '2025/annual-report.txt':
    'Annual report 2025, audited. Net revenue 118.4 M EUR, operating margin 14.2 %.\n',
  '2025/q4/revenue-summary.csv':
    'month,net_revenue_eur\n2025-10,9820100\n2025-11,10011900\n2025-12,11350420\n',
  '2025/q4/cost-centres.csv':
    'cost_centre,spent_eur\nengineering,3120400\nsales,2210900\noperations,1409300\n',
  '2026/q1/revenue-summary.csv':
    'month,net_revenue_eur\n2026-01,9120300\n2026-02,9344000\n2026-03,10120800\n',
  '2026/q1/forecast.csv': 'quarter,low_eur,expected_eur,high_eur\n2026-Q2,27.1,28.9,30.4\n',
  '2026/q2/revenue-summary.csv':
    'month,net_revenue_eur\n2026-04,9480200\n2026-05,9730100\n2026-06,10240000\n',
  '2026/q2/notes.md': '# Q2\n\nThe one-off licence sale of May is left out of the run rate.\n',
  '2026/q3/revenue-summary.csv': REVENUE,
  '2026/q3/cash-flow.csv':
    'month,inflow_eur,outflow_eur\n2026-07,10210000,8702000\n2026-08,9810000,8911000\n',
  '2026/q3/auditor-questions.txt':
    '1. Reconcile deferred revenue, August.\n2. Supporting invoices for entry 20931.\n',
  'board/minutes-2026-04-14.txt':
    'Board, 14 April 2026. Approved: budget revision, share buy-back. Confidential.\n',
  'board/minutes-2026-07-09.txt':
    'Board, 9 July 2026. Discussed: acquisition of Northwind. Strictly confidential.\n',
}

const FINANCE_LEDGER = {
  '2026/07/journal.csv': 'entry,debit,credit,amount_eur\n20811,4000,1200,18200.00\n20812,6100,1600,940.50\n',
  '2026/08/journal.csv': 'entry,debit,credit,amount_eur\n20931,4000,1200,22750.00\n20932,6300,1600,1210.00\n',
  '2026/09/journal.csv': 'entry,debit,credit,amount_eur\n21044,4000,1200,19875.25\n',
  'accounts/chart-of-accounts.csv':
    'account,name\n1200,Receivables\n1600,Payables\n4000,Revenue\n6100,Travel\n',
  'closing/2026-08-checklist.md': '- [x] Accruals\n- [x] Bank reconciliation\n- [ ] Sign-off\n',
  'closing/2026-09-checklist.md': '- [ ] Accruals\n- [ ] Bank reconciliation\n- [ ] Sign-off\n',
}

const PAYROLL_ARCHIVE = {
  '2025/12/run-summary.csv': 'run,employees,gross_eur\n2025-12,412,2310944\n',
  '2026/07/run-summary.csv': 'run,employees,gross_eur\n2026-07,431,2402110\n',
  '2026/08/run-summary.csv': 'run,employees,gross_eur\n2026-08,433,2418730\n',
  '2026/08/corrections.csv': 'employee,reason,amount_eur\nE-2207,overtime,184.20\nE-1180,sick pay,-96.00\n',
  'policies/retention.txt': 'Payroll runs are kept ten years, then erased.\n',
}

const DATALAKE_RAW = {
  'orders/dt=2026-09-01/part-0000.csv': 'order,customer,total\nO-1001,C-17,88.10\nO-1002,C-90,12.00\n',
  'orders/dt=2026-09-02/part-0000.csv': 'order,customer,total\nO-1003,C-17,41.75\n',
  'orders/dt=2026-09-03/part-0000.csv': 'order,customer,total\nO-1004,C-33,230.00\n',
  'events/dt=2026-09-03/part-0000.json': '{"event":"page_view","path":"/pricing","visitor":"v-81"}\n',
  'customers/snapshot-2026-09-01.csv': 'customer,country,since\nC-17,DE,2021\nC-33,FR,2024\nC-90,NL,2023\n',
  '_schemas/orders.json': '{"order":"string","customer":"string","total":"decimal(12,2)"}\n',
}

const DATALAKE_CURATED = {
  'revenue_by_country/2026-08.csv': 'country,total\nDE,410233\nFR,388120\nNL,120877\n',
  'revenue_by_country/2026-09.csv': 'country,total\nDE,398410\nFR,401022\nNL,131960\n',
  'churn/2026-q3.csv': 'segment,churn_percent\nsmall,3.1\nmedium,1.4\nlarge,0.6\n',
  'models/readme.md': '# Curated models\n\nBuilt nightly at 02:00 UTC from datalake-raw.\n',
}

const PARTNER_EXCHANGE = {
  'inbound/northwind/2026-09-01-catalogue.csv': 'sku,price_eur\nNW-1,19.90\nNW-2,24.50\n',
  'inbound/contoso/2026-09-02-returns.csv': 'order,reason\nO-0981,damaged\n',
  'outbound/northwind/2026-09-03-orders.csv': 'order,sku,quantity\nO-1004,NW-2,3\n',
  'README.txt': 'Files stay 30 days. One folder per partner; do not mix.\n',
}

const SUPPORT_UPLOADS = {
  'tickets/48112/har-export.json': '{"log":{"version":"1.2","entries":[]}}\n',
  'tickets/48112/description.txt': 'Checkout spins for ever after the second discount code.\n',
  'tickets/48377/screenshot-notes.txt': 'The invoice shows the old address.\n',
  'tickets/48401/server.log': '2026-09-03T08:12:44Z WARN upstream timed out after 30000 ms\n',
}

const PLATFORM_ARTIFACTS = {
  'releases/api/3.14.0/manifest.json': '{"service":"api","version":"3.14.0","sha256":"5f2c81a0"}\n',
  'releases/api/3.14.1/manifest.json': '{"service":"api","version":"3.14.1","sha256":"91be07dd"}\n',
  'releases/web/2026.9.1/manifest.json': '{"service":"web","version":"2026.9.1","sha256":"c00a1f3e"}\n',
  'snapshots/api/main-1f3e.txt': 'Built from main at 1f3e, 2026-09-03 07:40 UTC\n',
  'migrations/2026-09-03-add-index.sql': 'create index concurrently orders_customer on orders (customer);\n',
}

const OBJECTS = new Map<string, Readonly<Record<string, string>>>([
  ['finance-reports', FINANCE_REPORTS],
  ['finance-ledger', FINANCE_LEDGER],
  ['payroll-archive', PAYROLL_ARCHIVE],
  ['datalake-raw', DATALAKE_RAW],
  ['datalake-curated', DATALAKE_CURATED],
  ['partner-exchange', PARTNER_EXCHANGE],
  ['support-uploads', SUPPORT_UPLOADS],
  ['platform-artifacts', PLATFORM_ARTIFACTS],
])

/** What a demo bucket holds: key to text. */
export function bucketObjects(bucket: string): Readonly<Record<string, string>> {
  return OBJECTS.get(bucket) ?? {}
}
