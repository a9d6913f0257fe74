list
ledgers/said-too-soon.json
--width
60
