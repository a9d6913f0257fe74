init
--help
