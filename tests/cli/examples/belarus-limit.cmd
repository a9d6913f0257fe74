reconcile
../../data/examples/belarus.json
--limit
3
