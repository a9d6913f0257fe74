add
--help
