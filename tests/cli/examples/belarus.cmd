reconcile
../../data/examples/belarus.json
