reconcile
ledgers/no-reading-fits.json
--json
