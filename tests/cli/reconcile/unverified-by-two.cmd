reconcile
ledgers/unverified-by-two.json
--json
