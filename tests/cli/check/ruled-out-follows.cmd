check
ledgers/readings-out.json
--figure
>=60
--population
women
--period
2025-01
