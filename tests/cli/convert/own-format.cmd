convert
../../data/first.json
first.xlsx
