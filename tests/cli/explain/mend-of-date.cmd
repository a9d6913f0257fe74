explain
ledgers/february.json
p-9j0nnkn
