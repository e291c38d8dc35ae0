const REVENUE_Q3 = `month,region,currency,net_revenue
2026-07,EMEA,EUR,4182300
2026-07,AMER,USD,6120900
2026-08,EMEA,EUR,4011850
2026-08,AMER,USD,5987410
2026-09,EMEA,EUR,4390120
2026-09,AMER,USD,6302275
`

const REPORTS = {
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
  '2026/q1/forecast.csv': 'quarter,low_m_eur,expected_m_eur,high_m_eur\n2026-Q2,27.1,28.9,30.4\n',
  '2026/q2/revenue-summary.csv':
    'month,net_revenue_eur\n2026-04,9480200\n2026-05,9730100\n2026-06,10240000\n',
  '2026/q2/notes.md': '# Q2\n\nThe one-off licence sale of May is left out of the run rate.\n',
  '2026/q3/revenue-summary.csv': REVENUE_Q3,
  '2026/q3/cash-flow.csv':
    'month,inflow_eur,outflow_eur\n2026-07,10210000,8702000\n2026-08,9810000,8911000\n',
  '2026/q3/auditor-questions.txt': '1. Reconcile deferred revenue, August.\n2. Invoices for entry 20931.\n',
  'board/minutes-2026-04-14.txt': 'Board, 14 April 2026. Approved: budget revision. Confidential.\n',
  'board/minutes-2026-07-09.txt': 'Board, 9 July 2026. Acquisition of Northwind. Strictly confidential.\n',
}

const LEDGER = {
  'README.txt': 'The general ledger, one journal a month. Closed months are corrected by a new entry only.\n',
  '2026/04/journal.csv': 'entry,debit,credit,amount_eur\n20401,4000,1200,15420.00\n20402,6100,1600,388.20\n',
  '2026/05/journal.csv': 'entry,debit,credit,amount_eur\n20544,4000,1200,21005.75\n20545,6300,1600,512.00\n',
  '2026/06/journal.csv': 'entry,debit,credit,amount_eur\n20688,4000,1200,17890.00\n20689,6100,1600,1204.10\n',
  '2026/07/journal.csv': 'entry,debit,credit,amount_eur\n20811,4000,1200,18200.00\n20812,6100,1600,940.50\n',
  '2026/08/journal.csv': 'entry,debit,credit,amount_eur\n20931,4000,1200,22750.00\n20932,6300,1600,1210.00\n',
  '2026/09/journal.csv': 'entry,debit,credit,amount_eur\n21044,4000,1200,19875.25\n21045,6100,1600,77.90\n',
  'accounts/chart-of-accounts.csv':
    'account,name\n1200,Receivables\n1600,Payables\n4000,Revenue\n6100,Travel\n',
  'accounts/cost-centres.csv': 'cost_centre,owner\n100,Engineering\n200,Sales\n300,Operations\n',
  'closing/2026-07-checklist.md': '- [x] Accruals\n- [x] Bank reconciliation\n- [x] Sign-off\n',
  'closing/2026-08-checklist.md': '- [x] Accruals\n- [x] Bank reconciliation\n- [ ] Sign-off\n',
  'closing/2026-09-checklist.md': '- [ ] Accruals\n- [ ] Bank reconciliation\n- [ ] Sign-off\n',
}

const PAYROLL = {
  'README.txt': 'Payroll runs as they were paid. Personal data: look at what your task needs, no more.\n',
  'policies/retention.txt': 'Payroll runs are kept ten years, then erased.\n',
  '2025/10/run-summary.csv': 'run,employees,gross_eur\n2025-10,408,2288102\n',
  '2025/11/run-summary.csv': 'run,employees,gross_eur\n2025-11,410,2299870\n',
  '2025/12/run-summary.csv': 'run,employees,gross_eur\n2025-12,412,2310944\n',
  '2026/05/run-summary.csv': 'run,employees,gross_eur\n2026-05,425,2377450\n',
  '2026/06/run-summary.csv': 'run,employees,gross_eur\n2026-06,428,2390025\n',
  '2026/07/run-summary.csv': 'run,employees,gross_eur\n2026-07,431,2402110\n',
  '2026/07/corrections.csv': 'employee,reason,amount_eur\nE-0977,bonus,1200.00\n',
  '2026/08/run-summary.csv': 'run,employees,gross_eur\n2026-08,433,2418730\n',
  '2026/08/corrections.csv': 'employee,reason,amount_eur\nE-2207,overtime,184.20\nE-1180,sick pay,-96.00\n',
  '2026/08/bank-confirmation.txt': 'Value date 28 August 2026. 433 transfers, none returned.\n',
}

const CORRECTIONS = {
  'README.txt':
    'Corrections for the next payroll run, one folder a month. Paid with the run of that month.\n',
  '2026/08/overtime.csv': 'employee,hours,amount_eur\nE-2207,6,184.20\nE-0311,2,58.00\n',
  '2026/08/sick-pay.csv': 'employee,days,amount_eur\nE-1180,2,-96.00\n',
  '2026/09/bonus.csv': 'employee,reason,amount_eur\nE-0977,project,800.00\n',
  '2026/09/overtime.csv': 'employee,hours,amount_eur\nE-2207,3,92.10\n',
  '2026/09/open-questions.txt': 'E-1180: is the second sick note in?\n',
}

export const financeObjects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'finance-reports': REPORTS,
  'finance-ledger': LEDGER,
  'payroll-archive': PAYROLL,
  'payroll-corrections': CORRECTIONS,
}
