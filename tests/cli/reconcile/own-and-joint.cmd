reconcile
ledgers/own-and-joint.json
