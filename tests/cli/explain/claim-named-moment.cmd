explain
ledgers/claim-named-moment.json
p-x0r2a5t
