validate
bad/nested-objects.json
