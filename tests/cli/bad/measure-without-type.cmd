validate
bad/measure-without-type.json
