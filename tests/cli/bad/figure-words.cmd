validate
bad/figure-words.json
