explain
ledgers/condition-needed.json
n-mqfk71k
