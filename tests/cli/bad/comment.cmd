validate
bad/comment.json
