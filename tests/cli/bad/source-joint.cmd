validate
bad/source-joint.json
