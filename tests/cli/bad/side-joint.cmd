validate
bad/side-joint.json
