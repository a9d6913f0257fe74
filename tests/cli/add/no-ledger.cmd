add
--id
a
