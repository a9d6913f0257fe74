explain
../../data/claims.json
n-11nxc33
