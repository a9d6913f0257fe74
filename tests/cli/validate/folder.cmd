validate
ledgers
