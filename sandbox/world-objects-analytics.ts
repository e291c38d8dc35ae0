const RAW = {
  'README.txt': 'As it arrives, never changed. One folder per source and day.\n',
  '_schemas/orders.json': '{"order":"string","customer":"string","total":"decimal(12,2)"}\n',
  '_schemas/events.json': '{"event":"string","path":"string","visitor":"string"}\n',
  'orders/dt=2026-09-01/part-0000.csv': 'order,customer,total\nO-1001,C-17,88.10\nO-1002,C-90,12.00\n',
  'orders/dt=2026-09-01/part-0001.csv': 'order,customer,total\nO-1003,C-33,19.90\n',
  'orders/dt=2026-09-02/part-0000.csv': 'order,customer,total\nO-1004,C-17,41.75\n',
  'orders/dt=2026-09-03/part-0000.csv': 'order,customer,total\nO-1005,C-33,230.00\n',
  'events/dt=2026-09-02/part-0000.json': '{"event":"search","path":"/catalogue","visitor":"v-77"}\n',
  'events/dt=2026-09-03/part-0000.json': '{"event":"page_view","path":"/pricing","visitor":"v-81"}\n',
  'customers/snapshot-2026-08-01.csv': 'customer,country,since\nC-17,DE,2021\nC-33,FR,2024\n',
  'customers/snapshot-2026-09-01.csv': 'customer,country,since\nC-17,DE,2021\nC-33,FR,2024\nC-90,NL,2023\n',
  'returns/dt=2026-09-02/part-0000.csv': 'order,reason\nO-0981,damaged\n',
}

const CURATED = {
  'models/readme.md': '# Curated models\n\nBuilt nightly at 02:00 UTC from datalake-raw.\n',
  'models/lineage.json': '{"revenue_by_country":["orders","customers"],"churn":["orders"]}\n',
  'revenue_by_country/2026-06.csv': 'country,total\nDE,402911\nFR,379004\nNL,118230\n',
  'revenue_by_country/2026-07.csv': 'country,total\nDE,408120\nFR,381977\nNL,119045\n',
  'revenue_by_country/2026-08.csv': 'country,total\nDE,410233\nFR,388120\nNL,120877\n',
  'revenue_by_country/2026-09.csv': 'country,total\nDE,398410\nFR,401022\nNL,131960\n',
  'churn/2026-q1.csv': 'segment,churn_percent\nsmall,3.8\nmedium,1.6\nlarge,0.4\n',
  'churn/2026-q2.csv': 'segment,churn_percent\nsmall,3.3\nmedium,1.5\nlarge,0.5\n',
  'churn/2026-q3.csv': 'segment,churn_percent\nsmall,3.1\nmedium,1.4\nlarge,0.6\n',
  'forecast/2026-10.csv': 'country,expected\nDE,404000\nFR,405500\nNL,133000\n',
  'quality/2026-09-02.json': '{"checks":41,"failed":1,"note":"2 orders without a country"}\n',
  'quality/2026-09-03.json': '{"checks":41,"failed":0}\n',
}

const PARTNERS = {
  'README.txt': 'Files stay 30 days. One folder per partner; do not mix.\n',
  'inbound/northwind/2026-08-28-stock.csv': 'sku,on_hand\nNW-1,410\nNW-2,95\n',
  'inbound/northwind/2026-09-01-catalogue.csv': 'sku,price_eur\nNW-1,19.90\nNW-2,24.50\n',
  'inbound/northwind/2026-09-03-stock.csv': 'sku,on_hand\nNW-1,388\nNW-2,120\n',
  'inbound/contoso/2026-08-30-returns.csv': 'order,reason\nO-0944,wrong size\n',
  'inbound/contoso/2026-09-02-returns.csv': 'order,reason\nO-0981,damaged\n',
  'inbound/fabrikam/2026-09-01-invoices.csv': 'invoice,amount_eur\nF-7712,2210.00\n',
  'outbound/northwind/2026-09-01-orders.csv': 'order,sku,quantity\nO-1001,NW-1,2\n',
  'outbound/northwind/2026-09-03-orders.csv': 'order,sku,quantity\nO-1005,NW-2,3\n',
  'outbound/contoso/2026-09-02-credits.csv': 'order,amount_eur\nO-0981,49.90\n',
  'agreements/northwind.md': '# Northwind\n\nSchema 3, UTF-8, delivered by 06:00 UTC.\n',
  'agreements/contoso.md': '# Contoso\n\nSchema 2, UTF-8, delivered by 22:00 UTC.\n',
}

export const analyticsObjects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'datalake-raw': RAW,
  'datalake-curated': CURATED,
  'partner-exchange': PARTNERS,
}
