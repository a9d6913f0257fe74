list
ledgers/years-apart.json
