explain
ledgers/part-left-out.json
c-yrfyda1
