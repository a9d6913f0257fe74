list
ledgers/said-that-day.json
