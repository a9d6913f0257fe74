reconcile
ledgers/two.json
--width
59
