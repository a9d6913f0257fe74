check
ledgers/before-the-speech.json
--figure
451
--population
people
--period
2025-12-23/speech
