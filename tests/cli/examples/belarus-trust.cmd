reconcile
../../data/examples/belarus.json
--only
president,viasna,al-jazeera,caliber,meduza
--trust
viasna
