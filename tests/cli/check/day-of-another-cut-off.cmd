check
ledgers/before-the-speech.json
--figure
401
--population
people
--period
2025-12-23/2026-01-13
