init
/dev/null/x
