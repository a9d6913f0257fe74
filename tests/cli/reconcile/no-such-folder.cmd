reconcile
ledgers/two.json
--output
nowhere/report.txt
