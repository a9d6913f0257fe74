validate
bad/python-constant.json
