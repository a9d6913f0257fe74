validate
../../data/examples/belarus.json
