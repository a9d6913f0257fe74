reconcile
ledgers/parts-meet-at-a-moment.json
