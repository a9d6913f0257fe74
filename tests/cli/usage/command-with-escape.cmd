x[2Jy
