validate
ledgers/levels-and-plans.json
