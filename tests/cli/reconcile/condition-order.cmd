reconcile
ledgers/condition-order.json
